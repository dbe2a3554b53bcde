namespace Portal.Sandbox.Identities.Policies;

/// <summary>One question to the policies: may this principal do that to this resource, under these circumstances?</summary>
internal sealed record AccessRequest(string PrincipalArn, string Action, string Resource, IReadOnlyDictionary<string, IReadOnlyList<string>> Keys)
{
    public const string Anything = "*";
}
