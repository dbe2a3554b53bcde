using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Infrastructure.Changes;
using Portal.Infrastructure.Data;

namespace Portal.Infrastructure.Connections;

/// <summary>Asks for a stretch of the connections that concern a person's teams.</summary>
public sealed record ConnectionsPageQuery(ConnectionStage? Stage, string? Cursor) : PageQuery
{
    public override IReadOnlyList<string> Tags => [ChangeTags.Of(SubjectKind.Connection), ChangeTags.Of(SubjectKind.Review)];
}

/// <summary>Reads the page of connections.</summary>
public sealed class ConnectionsPageReader(ConnectionQueries connections) : PageReader<ConnectionsPageQuery, Page<ConnectionView>>
{
    private const int RowsAtOnce = 50;

    public override Task<Page<ConnectionView>> ReadAsync(ConnectionsPageQuery query, CancellationToken cancellationToken) =>
        connections.ListAsync(query.Reader, query.Stage, query.Cursor, RowsAtOnce, cancellationToken);
}
