using Microsoft.EntityFrameworkCore;
using Portal.Infrastructure.Changes;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Reviews;

namespace Portal.Infrastructure.Pages;

/// <summary>Counts what waits for a person.</summary>
public sealed class MenuReader(IDbContextFactory<PortalDbContext> contexts) : PageReader<MenuQuery, MenuCounts>
{
    public override async Task<MenuCounts> ReadAsync(MenuQuery query, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return new(await OpenReviews.CountAsync(context, query.Reader, cancellationToken));
    }
}
