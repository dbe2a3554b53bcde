using Portal.Infrastructure.Audit;
using Portal.Infrastructure.People;
using Portal.Infrastructure.Security;

namespace Portal.Infrastructure.Pages;

/// <summary>What the page of a person shows.</summary>
public sealed record PersonPageSnapshot(
    PersonView Person, IReadOnlyList<SessionView> Sessions, IReadOnlyList<TokenView> Tokens, IReadOnlyList<AuditView> History);
