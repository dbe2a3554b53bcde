using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Domain.Provisioning;
using Portal.Domain.Reviews;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;

namespace Portal.Infrastructure.Connections;

/// <summary>A connection with what stands beside it, read in one go.</summary>
internal sealed record ConnectionRow(Connection Connection, string ServiceName, TeamView Consumer, TeamView Provider, WorkRow? Work)
{
    /// <summary>Newest first.</summary>
    public static IQueryable<ConnectionRow> Of(PortalDbContext context, IQueryable<Connection> connections) =>
        from connection in connections
        join service in context.EndpointServices on connection.ServiceId equals service.Id
        join consumer in context.Teams on connection.ConsumerTeamId equals consumer.Id
        join provider in context.Teams on connection.ProviderTeamId equals provider.Id
        join work in context.Work.Where(work => work.Kind == SubjectKind.Connection) on connection.Id equals work.Id into works
        from work in works.DefaultIfEmpty()
        orderby connection.CreatedAt descending, connection.Id descending
        select new ConnectionRow(connection, service.Name, new(consumer.Id, consumer.Name), new(provider.Id, provider.Name), work);

    public ConnectionParts ToParts(Actor reader, Review? review, UnreadablePart? unreadable, ServedBy service, DateTimeOffset now) =>
        new(Connection, ServiceName, Consumer, Provider, Work, review, reader.SeesConsumerSide(Connection.ConsumerTeamId), unreadable, service, now);

    /// <summary>As people read them; the reviews only of those that wait for one, or whose service is about to be changed.</summary>
    public static async Task<IReadOnlyList<ConnectionView>> ViewsAsync(
        PortalDbContext context, Actor reader, IReadOnlyList<ConnectionRow> rows, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var connections = rows.Select(row => row.Connection).ToList();
        var reviewIds = connections.Where(connection => connection.Stage == ConnectionStage.AwaitingApproval)
            .Select(connection => connection.ReviewId).OfType<Guid>().ToArray();
        var live = connections.Where(connection => ConnectionLifecycle.IsReconciled(connection.Stage)).Select(connection => connection.ServiceId)
            .Distinct().ToArray();
        var reviews = connections.Count == 0
            ? []
            : await context.Reviews.AsNoTracking()
                .Where(review => reviewIds.Contains(review.Id)
                    || (live.Contains(review.SubjectId) && review.Purpose == ReviewPurpose.ChangeService && review.State == ReviewState.Open))
                .ToDictionaryAsync(review => review.Id, cancellationToken);
        var unreadable = await UnreadableParts.OfAsync(context, connections, cancellationToken);
        var services = await ServedBy.ReadAsync(context, live, cancellationToken);
        return [.. rows.Select(View)];

        ConnectionView View(ConnectionRow row)
        {
            var review = row.Connection.ReviewId is { } id ? reviews.GetValueOrDefault(id) : null;
            var service = services.GetValueOrDefault(row.Connection.ServiceId, ServedBy.Unread);
            return row.ToParts(reader, review, unreadable.GetValueOrDefault(row.Connection.Id), service, now).ToView()
                with
            { ServiceChange = ServiceChangeView.Of(reviews.Values, row.Connection) };
        }
    }
}
