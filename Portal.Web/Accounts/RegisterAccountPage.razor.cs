using Microsoft.AspNetCore.Components;
using Portal.Infrastructure.Accounts;
using Portal.Infrastructure.Accounts.Onboarding;
using Portal.Infrastructure.Provisioning;
using Portal.Web.Routing;

namespace Portal.Web.Accounts;

/// <summary>Where a team says which AWS account it brings.</summary>
public sealed partial class RegisterAccountPage
{
    private string? _accountId;
    private string? _alias;
    private string? _region;
    private Guid? _team;
    private bool _selfManaged;
    private IReadOnlyList<TeamView> _teams = [];

    [Inject]
    public required AccountOnboarding Onboarding { get; init; }

    [Inject]
    public required SelfManagedOnboarding SelfManaged { get; init; }

    [Inject]
    public required TeamQueries Teams { get; init; }

    protected override Task OnInitializedAsync() => RunAsync(async actor =>
    {
        var teams = await Teams.ListAsync(LifetimeToken);
        _teams = [.. teams.Where(team => actor.IsNetworkAdmin || actor.IsIn(team.Id))];
        _team = _teams is [var only] ? only.Id : null;
    });

    private async Task SendAsync()
    {
        var input = new RegisterAccountInput(_accountId?.Trim(), _alias, _region?.Trim(), _team);
        if (await RunAsync(actor => _selfManaged
            ? SelfManaged.RegisterAsync(actor, input, null, LifetimeToken)
            : Onboarding.RegisterAsync(actor, input, null, LifetimeToken)))
        {
            Navigation.NavigateTo(_selfManaged ? PortalUrls.AccountChallenge(input.AccountId!) : PortalUrls.AccountSetup(input.AccountId!));
        }
    }
}
