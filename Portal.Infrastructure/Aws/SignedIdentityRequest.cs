namespace Portal.Infrastructure.Aws;

/// <summary>What somebody's signature of "who am I?" consists of; all else about the request is the portal's own.</summary>
/// <param name="Region">In which it was signed.</param>
/// <param name="SignedAt">The time of the signature, as AWS writes it.</param>
/// <param name="SessionToken">Of temporary credentials; none for a user's.</param>
/// <param name="Challenge">What was signed along with it.</param>
public sealed record SignedIdentityRequest(string Region, string Authorization, string SignedAt, string? SessionToken, string Challenge)
{
    public const string Method = "POST";
    public const string Body = "Action=GetCallerIdentity&Version=2011-06-15";
    public const string ContentType = "application/x-www-form-urlencoded; charset=utf-8";

    /// <summary>The header in which the challenge stands.</summary>
    public const string ChallengeHeader = "X-Portal-Challenge";

    /// <summary>Never shown: the token is a part of credentials.</summary>
    public override string ToString() => nameof(SignedIdentityRequest);
}
