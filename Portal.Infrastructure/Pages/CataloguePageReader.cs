using Portal.Infrastructure.Changes;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.EndpointServices;

namespace Portal.Infrastructure.Pages;

/// <summary>Reads the catalogue.</summary>
public sealed class CataloguePageReader(EndpointServiceQueries services) : PageReader<CataloguePageQuery, Page<EndpointServiceView>>
{
    private const int CardsAtOnce = 24;

    public override Task<Page<EndpointServiceView>> ReadAsync(CataloguePageQuery query, CancellationToken cancellationToken) =>
        services.ListAsync(query.Reader, query.Search, query.Cursor, CardsAtOnce, cancellationToken);
}
