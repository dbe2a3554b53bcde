using Portal.Infrastructure.Changes;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.People;

namespace Portal.Infrastructure.Pages;

/// <summary>Reads the page of teams.</summary>
public sealed class TeamsPageReader(TeamRosterQueries teams) : PageReader<TeamsPageQuery, Page<TeamDetailsView>>
{
    private const int RowsAtOnce = 50;

    public override Task<Page<TeamDetailsView>> ReadAsync(TeamsPageQuery query, CancellationToken cancellationToken) =>
        teams.ListAsync(query.Reader, query.Search, query.IsClosed, query.Cursor, RowsAtOnce, cancellationToken);
}
