namespace Portal.Infrastructure.Aws;

/// <summary>Who AWS says signed a request; or why AWS does not say it.</summary>
/// <param name="Refusal">In words, where AWS refused the request.</param>
public sealed record CallerIdentity(string? AccountId, string? Refusal);
