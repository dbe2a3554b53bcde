using Portal.Infrastructure.Changes;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.EndpointServices;

namespace Portal.Infrastructure.Pages;

/// <summary>Reads the page of services.</summary>
public sealed class ServicesPageReader(EndpointServiceQueries services, ConnectionQueries connections) : PageReader<ServicesPageQuery, ServicesPageSnapshot>
{
    private const int RowsAtOnce = 25;

    public override async Task<ServicesPageSnapshot> ReadAsync(ServicesPageQuery query, CancellationToken cancellationToken)
    {
        var page = await services.ListOwnAsync(query.Reader, query.Search, query.Stage, query.Cursor, RowsAtOnce, cancellationToken);
        var counts = await connections.CountAsync(query.Reader, [.. page.Items.Select(service => service.Id)], cancellationToken);
        return new(page.Items, page.Next, counts);
    }
}
