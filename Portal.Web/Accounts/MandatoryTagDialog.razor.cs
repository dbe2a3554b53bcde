using Microsoft.AspNetCore.Components;
using MudBlazor;
using Portal.Infrastructure.Accounts;

namespace Portal.Web.Accounts;

/// <summary>Where people name a tag that everything in an account, or of a team, has to carry.</summary>
public sealed partial class MandatoryTagDialog
{
    private string? _key;
    private string? _values;

    [CascadingParameter]
    public required IMudDialogInstance Dialog { get; set; }

    /// <summary>The account in which it counts; none where it counts for a team.</summary>
    [Parameter]
    public string? AccountId { get; set; }

    /// <summary>The team for which it counts; none where it counts in an account.</summary>
    [Parameter]
    public Guid? TeamId { get; set; }

    /// <summary>The tag whose values are to be others; none for a new one.</summary>
    [Parameter]
    public AskedTagView? Changed { get; set; }

    [Inject]
    public required MandatoryTagCommands Commands { get; init; }

    private string Lead => TeamId is null
        ? "Everything that the portal makes in this account has to carry the tag."
        : "Everything that the portal makes for this team has to carry the tag, in whichever account.";

    private string? ValueError => Errors.Within("values");

    protected override void OnInitialized() => (_key, _values) = (Changed?.Key, Changed?.Values is { } values ? string.Join('\n', values) : null);

    private async Task SendAsync()
    {
        var input = new MandatoryTagInput([.. (_values ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)]);
        if (await RunAsync(actor => TeamId is { } team
            ? Commands.RequireOfTeamAsync(actor, team, _key, input, LifetimeToken)
            : Commands.RequireInAccountAsync(actor, AccountId!, _key, input, LifetimeToken), "Forms ask for it from now on."))
        {
            Dialog.Close();
        }
    }
}
