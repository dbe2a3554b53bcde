using Portal.Infrastructure.Changes;
using Portal.Infrastructure.People;

namespace Portal.Infrastructure.Pages;

/// <summary>Reads the page of teams.</summary>
public sealed class TeamsPageReader(TeamRosterQueries teams) : PageReader<TeamsPageQuery, ListSnapshot<TeamDetailsView>>
{
    private const int RowsAtOnce = 50;

    public override async Task<ListSnapshot<TeamDetailsView>> ReadAsync(TeamsPageQuery query, CancellationToken cancellationToken) =>
        await ListSnapshot<TeamDetailsView>.OfAsync(
            await teams.ListAsync(query.Reader, query.Search, query.IsClosed, query.Cursor, RowsAtOnce, cancellationToken, query.Order), query.Cursor,
            () => teams.CountAsync(query.Reader, query.Search, query.IsClosed, cancellationToken));
}
