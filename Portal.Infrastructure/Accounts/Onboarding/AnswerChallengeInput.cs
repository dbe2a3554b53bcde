namespace Portal.Infrastructure.Accounts.Onboarding;

/// <summary>What the script has printed that signs an account's challenge.</summary>
/// <param name="SignedRequest">Base64; space and line breaks in it count for nothing.</param>
public sealed record AnswerChallengeInput(string? SignedRequest)
{
    /// <summary>Never shown: a session's token may be in it.</summary>
    public override string ToString() => nameof(AnswerChallengeInput);
}
