using Microsoft.AspNetCore.Components;
using MudBlazor;
using Portal.Domain.Accounts;
using Portal.Infrastructure.Accounts;
using Portal.Infrastructure.Security;
using Portal.Infrastructure.Provisioning;

namespace Portal.Web.Tokens;

/// <summary>Where a person says what a new token may do.</summary>
public sealed partial class MakeTokenDialog
{
    private readonly HashSet<TokenScope> _scopes = [TokenScope.Read];
    private string? _name;
    private int _days = 90;
    private Guid? _team;
    private IReadOnlyList<TeamView> _teams = [];

    [CascadingParameter]
    public required IMudDialogInstance Dialog { get; set; }

    [Inject]
    public required ApiTokens Tokens { get; init; }

    [Inject]
    public required TeamQueries Teams { get; init; }

    private static IEnumerable<TokenScope> Offered => Enum.GetValues<TokenScope>().Where(scope => scope >= 0);

    protected override Task OnInitializedAsync() => RunAsync(async actor =>
        _teams = [.. (await Teams.ListAsync(LifetimeToken)).Where(team => actor.IsIn(team.Id))]);

    private void Toggle(TokenScope scope)
    {
        if (!_scopes.Add(scope))
        {
            _scopes.Remove(scope);
        }
    }

    private async Task SendAsync()
    {
        string? token = null;
        if (await RunAsync(async actor => token = await Tokens.MakeAsync(actor, new(_name, [.. _scopes], _days, _team), LifetimeToken)))
        {
            Dialog.Close(DialogResult.Ok(token));
        }
    }

    private static string Meaning(TokenScope scope) => scope switch
    {
        TokenScope.Read => "Look at whatever you may see.",
        TokenScope.Request => "Request connections, change and delete them.",
        TokenScope.Decide => "Decide on reviews and on endpoints that nobody asked for, cut off and restore.",
        TokenScope.Publish => "Publish services, change and withdraw them.",
        _ => "Change what belongs to accounts.",
    };
}
