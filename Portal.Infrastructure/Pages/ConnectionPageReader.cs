using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Domain.EndpointServices;
using Portal.Domain.Reviews;
using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Changes;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.EndpointServices;
using Portal.Infrastructure.Provisioning;
using Portal.Infrastructure.Reviews;
using Portal.Infrastructure.Security;

namespace Portal.Infrastructure.Pages;

/// <summary>Reads the page of a connection: each row once.</summary>
public sealed class ConnectionPageReader(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
    : PageReader<ConnectionPageQuery, ConnectionPageSnapshot>
{
    private const int HistoryRows = 30;

    public override async Task<ConnectionPageSnapshot> ReadAsync(ConnectionPageQuery query, CancellationToken cancellationToken)
    {
        var reader = query.Reader;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await ConnectionQueries.FindRowAsync(context, reader, query.Id, cancellationToken);
        var connection = row.Connection;
        var reviews = await context.Reviews.AsNoTracking()
            .Where(review => review.Id == connection.ReviewId || review.Id == connection.ExtensionReviewId
                || (review.SubjectId == connection.ServiceId && review.Purpose == ReviewPurpose.ChangeService && review.State == ReviewState.Open))
            .ToListAsync(cancellationToken);
        var audit = await AuditQueries.NewestRowsAsync(context, reader, SubjectKind.Connection, query.Id, HistoryRows, cancellationToken);
        var review = reviews.FirstOrDefault(review => review.Id == (connection.ExtensionReviewId ?? connection.ReviewId));
        var names = await PersonNames.ReadAsync(
            context, [.. audit.Select(line => line.ActorSubject), .. review?.Decisions.Select(decision => decision.Subject) ?? []], cancellationToken);
        var unreadable = await UnreadableParts.OfAsync(context, [connection], cancellationToken);
        var (service, shown) = await FindServiceAsync(context, reader, connection.ServiceId, cancellationToken);
        var parts = row.ToParts(
            reader, reviews.FirstOrDefault(review => review.Id == connection.ReviewId), unreadable.GetValueOrDefault(query.Id), service,
            clock.GetUtcNow());
        return new(
            parts.ToView() with { ServiceChange = ServiceChangeView.Of(reviews, connection) }, shown,
            ConnectionQueries.VisibleTo(reader, connection, await OperationQueries.ListAsync(context, SubjectKind.Connection, query.Id, cancellationToken)),
            row.Work?.Conditions.Steps ?? [], ConnectionQueries.LastErrorTo(reader, row),
            review is null ? null : await ReviewProgress.ReadAsync(context, review, names, cancellationToken),
            await AuditQueries.ViewsAsync(context, audit, names, cancellationToken));
    }

    public override IEnumerable<string> AlsoAbout(ConnectionPageSnapshot snapshot) =>
        new[] { snapshot.Review?.Id, snapshot.Connection.ReviewId }.OfType<Guid>().Select(id => ChangeTags.Of(SubjectKind.Review, id))
            .Append(ChangeTags.Of(SubjectKind.Service, snapshot.Connection.ServiceId));

    /// <returns>
    /// What the connection's standing depends on, and what is shown; nothing of the latter when the service was withdrawn from the reader's catalogue.
    /// </returns>
    private static async Task<(ServedBy Service, ConnectedServiceView? Shown)> FindServiceAsync(
        PortalDbContext context, Actor reader, Guid id, CancellationToken cancellationToken)
    {
        var visible = EndpointServiceQueries.Visible(context, reader);
        var found = await context.EndpointServices.Where(service => service.Id == id)
            .Select(service => new
            {
                service.Spec,
                service.Stage,
                service.WithdrawAt,
                IsVisible = visible.Any(one => one.Id == service.Id),
                Observation = context.Work.Where(work => work.Kind == SubjectKind.Service && work.Id == service.Id)
                    .Select(work => work.Observation).FirstOrDefault(),
            }).AsNoTracking().SingleAsync(cancellationToken);
        var service = ServedBy.Of(found.Stage, found.Spec, found.WithdrawAt, found.Observation);
        return (service, found.IsVisible
            ? new([.. found.Spec.Subnets.Select(subnet => subnet.ZoneId)], found.Spec.PrivateDnsName, service.Health,
                [.. found.Spec.Listeners.Select(listener => $"{listener.Protocol} {listener.Port}")]) : null);
    }
}
