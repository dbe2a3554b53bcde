using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Networking;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;

namespace Portal.Jobs.Reconciling;

/// <summary>Reads on the provider's side what AWS shows of an endpoint that a consumer brought, and of those that it has replaced.</summary>
internal sealed class BroughtEndpointObserver(EndpointServiceGateway services)
{
    public async Task<ConnectionObservation> ObserveAsync(
        PortalDbContext context, Connection connection, ServiceFacts facts, OperationBook book, Sightings sightings, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var nothing = new ConnectionObservation(now, facts, new(Sight.NeverMade), null);
        var accepted = Accepted(book);
        if (facts.ServiceId is null || (connection.VpcEndpointId is null && accepted.Count == 0))
        {
            return nothing;
        }

        var provider = new AwsScope(connection.Spec.ServiceAccountId, connection.Spec.ServiceRegion);
        var arrived = await services.ConnectionsAsync(provider, facts.ServiceId, cancellationToken);
        var brought = connection.VpcEndpointId is { } id
            ? await JudgeAsync(connection, id, arrived, new(provider, facts.ServiceId), await EarlierAsync(context, connection, cancellationToken), sightings, now, cancellationToken)
            : null;
        var connected = arrived
            .Where(arrival => arrival.State is VpcEndpointState.Pending or VpcEndpointState.Available && arrival.VpcEndpointId != connection.VpcEndpointId && accepted.Contains(arrival.VpcEndpointId))
            .Select(arrival => arrival.VpcEndpointId).Order(StringComparer.Ordinal).ToList();
        return nothing with { Brought = brought, Strays = await StraysAsync(context, connection, connected, cancellationToken) };
    }

    private async Task<BroughtEndpoint> JudgeAsync(
        Connection connection, string id, IReadOnlyList<ObservedServiceConnection> arrived, ServiceSide side, BroughtEndpoint? earlier, Sightings sightings,
        DateTimeOffset now, CancellationToken cancellationToken)
    {
        var found = arrived.FirstOrDefault(arrival => arrival.VpcEndpointId == id);
        var since = earlier?.LookedForSince ?? now;
        var witness = found is null ? await WitnessAsync(side, id, cancellationToken) : Witness.Silent;
        var sighting = sightings.JudgeForeign($"brought/{id}", found, id, since, witness);
        var brought = new BroughtEndpoint(id, since, earlier?.WasSeen == true, sighting);
        return brought with { WasSeen = brought.WasSeen || brought.IsOf(connection.Spec) };
    }

    /// <summary>The consumer's own side is closed to the portal: what can be asked beside the service's list is the one endpoint.</summary>
    private async Task<Witness> WitnessAsync(ServiceSide side, string id, CancellationToken cancellationToken)
    {
        try
        {
            return await services.ConnectionAsync(side.Scope, side.AwsServiceId, id, cancellationToken) is { State: not (VpcEndpointState.Deleting or VpcEndpointState.Deleted) }
                ? Witness.Present
                : Witness.Absent;
        }
        catch (AwsCallException)
        {
            return Witness.Silent;
        }
    }

    /// <summary>What was known of the same endpoint before.</summary>
    private static async Task<BroughtEndpoint?> EarlierAsync(PortalDbContext context, Connection connection, CancellationToken cancellationToken)
    {
        var json = await context.Work.Where(work => work.Kind == SubjectKind.Connection && work.Id == connection.Id).Select(work => work.Observation).SingleOrDefaultAsync(cancellationToken);
        var earlier = Observations.Read<ConnectionObservation>(json)?.Brought;
        return earlier?.VpcEndpointId == connection.VpcEndpointId ? earlier : null;
    }

    /// <summary>The endpoints that the portal has, or may have, accepted for the connection.</summary>
    private static HashSet<string> Accepted(OperationBook book) =>
    [
        .. book.Operations
            .Where(operation => operation.Key.TypeName == AcceptConnectionStep.Definition.Name && (operation.Outcome == OperationOutcome.Succeeded || operation.IsUnresolved))
            .Select(operation => operation.Key.Part).OfType<string>(),
    ];

    /// <summary>What was brought to another connection since is not this one's to turn away.</summary>
    private static async Task<IReadOnlyList<string>> StraysAsync(PortalDbContext context, Connection connection, List<string> connected, CancellationToken cancellationToken)
    {
        if (connected.Count == 0)
        {
            return [];
        }

        var taken = await BroughtEndpoints.InUse(context, connection.Id).Where(other => connected.Contains(other.VpcEndpointId!)).Select(other => other.VpcEndpointId).ToListAsync(cancellationToken);
        return [.. connected.Except(taken)!];
    }

    private sealed record ServiceSide(AwsScope Scope, string AwsServiceId);
}
