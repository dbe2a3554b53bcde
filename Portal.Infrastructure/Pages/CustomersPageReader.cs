using Portal.Infrastructure.Changes;
using Portal.Infrastructure.Customers;
using Portal.Infrastructure.EndpointServices;

namespace Portal.Infrastructure.Pages;

/// <summary>Reads the page of a service's customers.</summary>
public sealed class CustomersPageReader(EndpointServiceQueries services, CustomerConnectionQueries customers)
    : PageReader<CustomersPageQuery, CustomersPageSnapshot>
{
    private const int RowsAtOnce = 50;

    public override async Task<CustomersPageSnapshot> ReadAsync(CustomersPageQuery query, CancellationToken cancellationToken)
    {
        var page = await customers.ListAsync(query.Reader, query.ServiceId, query.Reference, query.Cursor, RowsAtOnce, cancellationToken);
        return new(await services.GetAsync(query.Reader, query.ServiceId, cancellationToken), page);
    }
}
