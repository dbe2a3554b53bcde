using Microsoft.AspNetCore.Components;
using Portal.Domain.Accounts;
using Portal.Domain.Networking;
using Portal.Infrastructure.Accounts.Onboarding;
using Portal.Web.Shared;

namespace Portal.Web.Accounts;

/// <summary>What the people of a self-managed account sign there to prove that it is theirs, and where they hand it in.</summary>
public sealed partial class AccountChallengePage
{
    private ChallengeView? _challenge;
    private ProofView? _proof;
    private UserFacingError? _problem;
    private string? _signed;

    [Parameter]
    public string AccountId { get; set; } = "";

    [Inject]
    public required SelfManagedOnboarding Onboarding { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    private bool IsOver => _challenge?.EndsAt <= Clock.GetUtcNow();

    private string CloudShell => $"https://{AwsPartition.OfRegion(_challenge!.Region).ConsoleHost}/cloudshell/home?region={_challenge.Region}";

    protected override Task OnParametersSetAsync() => ReadAsync();

    private async Task ReadAsync()
    {
        try
        {
            _challenge = await Onboarding.AskAsync(await Viewer.ReaderAsync(LifetimeToken), AccountId, LifetimeToken);
            _problem = null;
        }
        catch (Exception failed) when (!LifetimeToken.IsCancellationRequested && UserFacingError.Of(failed) is { } problem)
        {
            (_challenge, _problem) = (null, problem);
        }
    }

    private async Task SendAsync()
    {
        _proof = null;
        if (!await RunAsync(async actor => _proof = await Onboarding.AnswerAsync(actor, AccountId, new(_signed), LifetimeToken)))
        {
            return;
        }

        if (_proof is { Stage: not AccountStage.Registered })
        {
            (_challenge, _signed) = (_challenge! with { Stage = _proof.Stage }, null);
        }
        else if (IsOver)
        {
            await ReadAsync();
        }
    }
}
