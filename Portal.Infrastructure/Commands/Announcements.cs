using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Infrastructure.Data;

namespace Portal.Infrastructure.Commands;

/// <summary>Tells every page that shows a subject to read it anew, though people saw nothing of it change.</summary>
/// <remarks>That AWS was asked again and said the same is news only to who asked for it.</remarks>
public sealed class Announcements(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    public async Task AnnounceAsync(SubjectKind kind, Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var changes = new ChangeSet(context, Actor.System("announcements"), clock);
        changes.Publish(kind, id, 0);
        await changes.CommitAsync(cancellationToken);
    }
}
