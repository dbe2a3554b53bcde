using Microsoft.EntityFrameworkCore;
using Portal.Domain.Audit;
using Portal.Infrastructure.Changes;
using Portal.Infrastructure.Data;

namespace Portal.Infrastructure.Reviews;

/// <summary>Asks how much waits for a person.</summary>
public sealed record MenuQuery : PageQuery
{
    public override IReadOnlyList<string> Tags => [ChangeTags.Of(SubjectKind.Review), ChangeTags.Of(SubjectKind.Connection)];

    protected override bool IsPersonal => true;
}

/// <summary>How much waits for a person.</summary>
public sealed record MenuCounts(int YourReviews);

/// <summary>Counts what waits for a person.</summary>
public sealed class MenuReader(IDbContextFactory<PortalDbContext> contexts) : PageReader<MenuQuery, MenuCounts>
{
    public override async Task<MenuCounts> ReadAsync(MenuQuery query, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return new(await OpenReviews.CountAsync(context, query.Reader, cancellationToken));
    }
}
