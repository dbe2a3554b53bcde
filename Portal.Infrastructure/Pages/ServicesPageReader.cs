using Portal.Infrastructure.Changes;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.EndpointServices;

namespace Portal.Infrastructure.Pages;

/// <summary>Reads the page of services.</summary>
public sealed class ServicesPageReader(EndpointServiceQueries services, ConnectionQueries connections) : PageReader<ServicesPageQuery, ServicesPageSnapshot>
{
    private const int RowsAtOnce = 50;

    public override async Task<ServicesPageSnapshot> ReadAsync(ServicesPageQuery query, CancellationToken cancellationToken)
    {
        var page = await services.ListOwnAsync(query.Reader, query.Filter, query.Cursor, RowsAtOnce, cancellationToken);
        var counts = await connections.CountAsync(query.Reader, [.. page.Items.Select(service => service.Id)], cancellationToken);
        var list = await ListSnapshot<EndpointServiceView>.OfAsync(
            page, query.Cursor, () => services.CountOwnAsync(query.Reader, query.Filter, cancellationToken));
        return new(list.Items, list.Next, list.Total, counts);
    }
}
