using Portal.Domain.Accounts;

namespace Portal.Infrastructure.Security;

/// <summary>A token that somebody wants for a program.</summary>
/// <param name="Name">What for; 1 to 100 characters, one of the person's that is not in use.</param>
/// <param name="Days">How long it is valid: 1 to 365 days.</param>
/// <param name="TeamId">The team for which it acts; none for everything of the person's.</param>
public sealed record MakeTokenInput(string? Name, IReadOnlyList<TokenScope> Scopes, int Days, Guid? TeamId);
