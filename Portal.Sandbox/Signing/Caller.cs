namespace Portal.Sandbox.Signing;

/// <summary>Whoever signed a request.</summary>
internal sealed record Caller(string AccountId, string PrincipalArn, string UserId, string AccessKeyId)
{
    public string RootArn => $"arn:aws:iam::{AccountId}:root";

    public bool IsRoot => PrincipalArn == RootArn;

    public bool IsSession => PrincipalArn.StartsWith("arn:aws:sts::", StringComparison.Ordinal);

    /// <summary>Whose policies count: for a session those of its role.</summary>
    public string IdentityArn => IsSession ? $"arn:aws:iam::{AccountId}:role/{PrincipalArn.Split('/')[1]}" : PrincipalArn;
}
