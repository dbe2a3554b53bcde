using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Domain.EndpointServices;
using Portal.Infrastructure.Accounts;
using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Changes;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.EndpointServices;
using Portal.Infrastructure.Provisioning;
using Portal.Infrastructure.UnclaimedEndpoints;

namespace Portal.Infrastructure.Pages;

/// <summary>Reads the page of a service: each row once.</summary>
public sealed class ServicePageReader(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock) : PageReader<ServicePageQuery, ServicePageSnapshot>
{
    private const int HistoryRows = 20;
    private const int ConnectionRows = 50;

    public override async Task<ServicePageSnapshot> ReadAsync(ServicePageQuery query, CancellationToken cancellationToken)
    {
        var (id, reader) = (query.Id, query.Reader);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await EndpointServiceQueries.FindRowAsync(context, reader, id, cancellationToken);
        var service = (await EndpointServiceQueries.ViewsAsync(context, reader, [row], clock.GetUtcNow(), cancellationToken))[0];
        var connections = await ConnectionsAsync(context, reader, row, cancellationToken);
        var shown = new ServicePageSnapshot(
            service, [.. connections.Take(ConnectionRows)], connections.Count > ConnectionRows, ConnectionCounts.None,
            [], [], null, [], [], new Dictionary<Guid, string>());
        return service.Own is null ? shown : shown with
        {
            Counts = (await ConnectionQueries.CountAsync(context, reader, [id], cancellationToken)).GetValueOrDefault(id, ConnectionCounts.None),
            Operations = await OperationQueries.ListAsync(context, SubjectKind.Service, id, cancellationToken),
            Steps = row.Work?.Conditions.Steps ?? [],
            LastError = row.Work?.Conditions.LastError,
            Unclaimed = await UnclaimedEndpointQueries.OfAsync(
                context, [.. UnclaimedEndpointView.AllOf(id, service.Name, Observations.Read<EndpointServiceObservation>(row.Work?.Observation))],
                cancellationToken),
            History = await AuditQueries.NewestAsync(context, reader, SubjectKind.Service, id, HistoryRows, cancellationToken),
            Teams = await TeamQueries.NamesAsync(context, [.. row.Service.Visibility.TeamIds, .. row.Service.AutoApproval.TeamIds], cancellationToken),
        };
    }

    /// <summary>One more than is shown, where there are more.</summary>
    private async Task<IReadOnlyList<ServiceConnectionView>> ConnectionsAsync(
        PortalDbContext context, Actor reader, EndpointServiceRow service, CancellationToken cancellationToken)
    {
        var (id, now) = (service.Service.Id, clock.GetUtcNow());
        var connected = ServedBy.Of(service.Service.Stage, service.Service.Spec, service.Service.WithdrawAt, service.Work?.Observation);
        var rows = await ConnectionRow.Of(context, ConnectionQueries.OfService(context, reader, id, ConnectionRows + 1))
            .AsNoTracking().ToListAsync(cancellationToken);
        var unreadable = await UnreadableParts.OfAsync(context, [.. rows.Select(row => row.Connection)], cancellationToken);
        return [.. rows.Select(row => row.ToParts(reader, null, unreadable.GetValueOrDefault(row.Connection.Id), connected, now).ToServiceLine())];
    }
}
