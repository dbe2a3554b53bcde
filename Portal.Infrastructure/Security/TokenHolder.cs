using Portal.Domain.Accounts;

namespace Portal.Infrastructure.Security;

/// <summary>Whoever sent a token: the person, as far as the token reaches.</summary>
/// <param name="Scopes">None for everything that the person may do.</param>
public sealed record TokenHolder(Actor Actor, IReadOnlyList<TokenScope>? Scopes)
{
    /// <summary>Why it lets nobody do anything though it is valid; none where it does.</summary>
    public string? Refusal => Actor.HasRole ? null
        : "The person whose token this is has no role any more where the token reaches to. Ask a network admin for a role, or use another token.";

    public bool May(TokenScope scope) => Scopes is null || Scopes.Contains(scope);
}
