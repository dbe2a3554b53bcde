using Microsoft.AspNetCore.Components;
using MudBlazor;
using Portal.Infrastructure.Accounts;
using Portal.Web.Shared;

namespace Portal.Web.Accounts;

/// <summary>The tags that are asked for in an account or of a team, and where those who may ask for others.</summary>
public sealed partial class AskedTagList
{
    [Parameter, EditorRequired]
    public IReadOnlyList<AskedTagView> Tags { get; set; } = [];

    /// <summary>The account in which they count; none where they count for a team.</summary>
    [Parameter]
    public string? AccountId { get; set; }

    /// <summary>The team for which they count; none where they count in an account.</summary>
    [Parameter]
    public Guid? TeamId { get; set; }

    /// <summary>What people call the account or team.</summary>
    [Parameter, EditorRequired]
    public string Owner { get; set; } = "";

    [Parameter]
    public bool MayChange { get; set; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    [Inject]
    public required AccountCommands Accounts { get; init; }

    [Inject]
    public required MandatoryTagCommands Commands { get; init; }

    private static string Of(IReadOnlyList<string>? values) => values is null ? "" : $": {string.Join(", ", values)}";

    private async Task EditAsync(AskedTagView? changed)
    {
        var parameters = new DialogParameters<MandatoryTagDialog>
        {
            { dialog => dialog.AccountId, AccountId }, { dialog => dialog.TeamId, TeamId }, { dialog => dialog.Changed, changed },
        };
        var title = changed is null ? $"Ask for a tag {(TeamId is null ? "in" : "of")} {Owner}" : $"Values of {changed.Key}";
        await (await Dialogs.ShowAsync<MandatoryTagDialog>(title, parameters, Confirmation.Wide)).Result;
    }

    private Task<bool> ForgetAsync(string key) => RunAsync(
        actor => TeamId is { } team
            ? Commands.ForgetOfTeamAsync(actor, team, key, LifetimeToken)
            : Accounts.ForgetTagAsync(actor, AccountId!, key, LifetimeToken),
        $"Forms ask for {key} no more{(TeamId is null ? ", unless AWS does so again" : "")}.");
}
