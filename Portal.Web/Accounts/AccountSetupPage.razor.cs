using Microsoft.AspNetCore.Components;
using Portal.Infrastructure.Accounts.Onboarding;
using Portal.Infrastructure.Aws;
using Portal.Web.Shared;

namespace Portal.Web.Accounts;

/// <summary>What to make in an account so that the portal can work there, and whether it is made.</summary>
public sealed partial class AccountSetupPage
{
    private static readonly (PermissionVerdict Verdict, string Words)[] Verdicts =
    [
        (PermissionVerdict.Missing, "Refused by AWS"),
        (PermissionVerdict.Allowed, "Allowed"),
        (PermissionVerdict.NotTold, "AWS did not tell"),
        (PermissionVerdict.NotProbed, "Cannot be tried without doing it"),
    ];

    private readonly HashSet<AccountUse> _uses = [.. Enum.GetValues<AccountUse>()];
    private RoleSetup? _setup;
    private ProofView? _proof;
    private UserFacingError? _problem;

    [Parameter]
    public string AccountId { get; set; } = "";

    [Inject]
    public required AccountOnboarding Onboarding { get; init; }

    protected override Task OnParametersSetAsync() => ReadAsync();

    private async Task ReadAsync()
    {
        try
        {
            _setup = await Onboarding.SetupAsync(await Viewer.ReaderAsync(LifetimeToken), AccountId, [.. _uses], LifetimeToken);
            _problem = null;
        }
        catch (Exception failed) when (!LifetimeToken.IsCancellationRequested && UserFacingError.Of(failed) is { } problem)
        {
            (_setup, _problem) = (null, problem);
        }
    }

    private Task ToggleAsync(AccountUse use)
    {
        // A role for nothing is none: the last use stays.
        if (!_uses.Remove(use) || _uses.Count == 0)
        {
            _uses.Add(use);
        }

        return ReadAsync();
    }

    private async Task ProveAsync()
    {
        _proof = null;
        await RunAsync(async actor => _proof = await Onboarding.ProveAsync(actor, AccountId, _uses, LifetimeToken));
    }

    private static IReadOnlyList<string> Of(IReadOnlyList<PermissionCheck> permissions, PermissionVerdict verdict) =>
        [.. permissions.Where(check => check.Verdict == verdict).Select(check => check.Permission)];
}
