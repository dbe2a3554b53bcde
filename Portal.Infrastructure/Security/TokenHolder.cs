using Portal.Domain.Accounts;

namespace Portal.Infrastructure.Security;

/// <summary>Whoever sent a token: the person, as far as the token reaches.</summary>
/// <param name="Scopes">None for everything that the person may do.</param>
public sealed record TokenHolder(Actor Actor, IReadOnlyList<TokenScope>? Scopes)
{
    public bool May(TokenScope scope) => Scopes is null || Scopes.Contains(scope);
}
