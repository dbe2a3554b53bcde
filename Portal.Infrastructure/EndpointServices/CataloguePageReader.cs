using Portal.Domain.Audit;
using Portal.Infrastructure.Changes;
using Portal.Infrastructure.Data;

namespace Portal.Infrastructure.EndpointServices;

/// <summary>Asks for a stretch of what a person's teams may connect to.</summary>
public sealed record CataloguePageQuery(string? Search, string? Cursor) : PageQuery
{
    public override IReadOnlyList<string> Tags => [ChangeTags.Of(SubjectKind.Service)];
}

/// <summary>Reads the catalogue.</summary>
public sealed class CataloguePageReader(EndpointServiceQueries services) : PageReader<CataloguePageQuery, Page<EndpointServiceView>>
{
    private const int CardsAtOnce = 24;

    public override Task<Page<EndpointServiceView>> ReadAsync(CataloguePageQuery query, CancellationToken cancellationToken) =>
        services.ListAsync(query.Reader, query.Search, query.Cursor, CardsAtOnce, cancellationToken);
}
