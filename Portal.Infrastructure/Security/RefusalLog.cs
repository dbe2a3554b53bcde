using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Infrastructure.Commands;
using Portal.Infrastructure.Data;

namespace Portal.Infrastructure.Security;

/// <summary>Writes into the history what somebody was not allowed to do.</summary>
public sealed class RefusalLog(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <param name="what">What was asked for, for example a method and a path.</param>
    public async Task WriteAsync(Actor actor, string what, string reason, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var changes = new ChangeSet(context, actor, clock);
        changes.Audit(
            new Subject(SubjectKind.Session, $"{actor.Issuer}/{actor.Subject}", [.. actor.TeamIds]),
            new DomainEvent("access.refused", null, null, reason, new Dictionary<string, string?> { ["what"] = what }));
        await changes.CommitAsync(cancellationToken);
    }
}
