using Portal.Sandbox.Protocol;

namespace Portal.Sandbox.Identities.Policies;

/// <summary>One statement of a policy document: what it allows or denies, to what, and when.</summary>
internal sealed record PolicyStatement(bool Allows)
{
    /// <summary>Its name within the document, where it has one.</summary>
    public string? Sid { get; init; }

    public IReadOnlyList<string> Actions { get; init; } = [];

    /// <summary>Whether it speaks of everything but those actions.</summary>
    public bool ExceptActions { get; init; }
    public IReadOnlyList<string> Resources { get; init; } = [];
    public bool ExceptResources { get; init; }

    /// <summary>Whom a trust policy speaks of; empty in an identity's own policy.</summary>
    public IReadOnlyList<string> Principals { get; init; } = [];
    public IReadOnlyList<PolicyCondition> Conditions { get; init; } = [];

    /// <summary>Whether its document is of the version that has variables; what cannot be filled in matches nothing.</summary>
    public bool ReplacesVariables { get; init; }

    public bool SpeaksOf(AccessRequest request) =>
        Actions.Any(action => Glob.Matches(action.ToLowerInvariant(), request.Action.ToLowerInvariant())) != ExceptActions
        && (Resources.Count == 0 || Resources.Any(resource => Covers(resource, request)) != ExceptResources)
        && Conditions.All(condition => condition.Holds(request.Keys, ReplacesVariables));

    /// <summary>What a list of statements says: one denial outweighs every permission.</summary>
    public static Verdict Judge(IEnumerable<PolicyStatement> statements, AccessRequest request)
    {
        var verdict = Verdict.NotAllowed;
        foreach (var statement in statements.Where(statement => statement.SpeaksOf(request)))
        {
            if (!statement.Allows)
            {
                return Verdict.Denied;
            }

            verdict = Verdict.Allowed;
        }

        return verdict;
    }

    private bool Covers(string resource, AccessRequest request) =>
        (ReplacesVariables ? PolicyVariables.Fill(resource, request.Keys, isPattern: true) : resource) is { } filled && Glob.Matches(filled, request.Resource);
}
