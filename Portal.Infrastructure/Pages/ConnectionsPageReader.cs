using Portal.Infrastructure.Changes;
using Portal.Infrastructure.Connections;

namespace Portal.Infrastructure.Pages;

/// <summary>Reads the page of connections.</summary>
public sealed class ConnectionsPageReader(ConnectionQueries connections) : PageReader<ConnectionsPageQuery, ListSnapshot<ConnectionView>>
{
    private const int RowsAtOnce = 50;

    public override async Task<ListSnapshot<ConnectionView>> ReadAsync(ConnectionsPageQuery query, CancellationToken cancellationToken) =>
        await ListSnapshot<ConnectionView>.OfAsync(
            await connections.ListAsync(query.Reader, query.Filter, query.Cursor, RowsAtOnce, cancellationToken), query.Cursor,
            () => connections.CountAsync(query.Reader, query.Filter, cancellationToken));
}
