using Portal.Domain.Audit;
using Portal.Domain.EndpointServices;
using Portal.Infrastructure.Changes;
using Portal.Infrastructure.Connections;

namespace Portal.Infrastructure.EndpointServices;

/// <summary>Asks for a stretch of the services of a person's teams.</summary>
public sealed record ServicesPageQuery(string? Search, EndpointServiceStage? Stage, string? Cursor) : PageQuery
{
    public override IReadOnlyList<string> Tags => [ChangeTags.Of(SubjectKind.Service), ChangeTags.Of(SubjectKind.Connection)];
}

/// <summary>What the page of services shows.</summary>
public sealed record ServicesPageSnapshot(IReadOnlyList<EndpointServiceView> Services, string? Next, IReadOnlyDictionary<Guid, ConnectionCounts> Counts);

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
