using Portal.Domain.Accounts;

namespace Portal.Infrastructure.Accounts.Onboarding;

/// <summary>What the people of a self-managed account do to prove that it is theirs.</summary>
/// <param name="Region">In whose token service the signature counts.</param>
/// <param name="Challenge">What has to be signed; none where nothing has to be proved.</param>
/// <param name="EndsAt">Until when an answer counts.</param>
/// <param name="Script">What they run in a shell of the account.</param>
public sealed record ChallengeView(string AccountId, AccountStage Stage, string Region, string? Challenge, DateTimeOffset? EndsAt, string? Script);
