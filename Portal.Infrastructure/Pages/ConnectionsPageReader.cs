using Portal.Infrastructure.Changes;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.Data;

namespace Portal.Infrastructure.Pages;

/// <summary>Reads the page of connections.</summary>
public sealed class ConnectionsPageReader(ConnectionQueries connections) : PageReader<ConnectionsPageQuery, Page<ConnectionView>>
{
    private const int RowsAtOnce = 50;

    public override Task<Page<ConnectionView>> ReadAsync(ConnectionsPageQuery query, CancellationToken cancellationToken) =>
        connections.ListAsync(query.Reader, query.Stage, query.Cursor, RowsAtOnce, cancellationToken, query.Reference, query.Search);
}
