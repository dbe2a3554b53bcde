using Microsoft.EntityFrameworkCore;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Networking;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;

namespace Portal.Jobs.Reconciling;

/// <summary>Reads on the provider's side what AWS shows of endpoints that consumers registered, and of those that they have replaced.</summary>
internal sealed class RegisteredEndpointObserver(IDbContextFactory<PortalDbContext> contexts, EndpointServiceGateway services)
{
    public async Task ObserveAsync(IReadOnlyList<ConnectionItem> items, RoundReads reads, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var item in items)
        {
            await item.ReadAsync(async () => item.Observation = await ObserveAsync(item, reads, now, cancellationToken));
        }
    }

    private async Task<ConnectionObservation> ObserveAsync(ConnectionItem item, RoundReads reads, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (connection, facts) = (item.Connection, item.Service);
        var nothing = new ConnectionObservation(now, facts, new(Presence.NeverMade), null);
        var accepted = Accepted(item.History);
        if (facts.ServiceId is null || (connection.VpcEndpointId is null && accepted.Count == 0))
        {
            return nothing;
        }

        var arrived = await reads.ConnectionsAsync(connection.Spec.ProviderScope, facts.ServiceId);
        var registered = connection.VpcEndpointId is { } id ? await JudgeAsync(item, id, arrived, now, cancellationToken) : null;
        var connected = arrived
            .Where(arrival => arrival.State is VpcEndpointState.Pending or VpcEndpointState.Available
                && arrival.VpcEndpointId != connection.VpcEndpointId && accepted.Contains(arrival.VpcEndpointId))
            .Select(arrival => arrival.VpcEndpointId).Order(StringComparer.Ordinal).ToList();
        return nothing with { Registered = registered, SupersededIds = await SupersededAsync(connection, connected, cancellationToken) };
    }

    private async Task<RegisteredEndpoint> JudgeAsync(
        ConnectionItem item, string id, IReadOnlyList<ObservedServiceConnection> arrived, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var found = arrived.FirstOrDefault(arrival => arrival.VpcEndpointId == id);
        var earlier = Earlier(item);
        var since = earlier?.LookedForSince ?? now;
        var witness = found is null ? await WitnessAsync(item, id, cancellationToken) : Witness.Silent;
        var sighting = item.PresenceTracker.JudgeForeign($"brought/{id}", found, id, since, witness);
        var registered = new RegisteredEndpoint(id, since, earlier?.WasSeen == true, sighting);
        return registered with { WasSeen = registered.WasSeen || registered.IsOf(item.Connection.Spec) };
    }

    /// <summary>The consumer's own side is closed to the portal: what can be asked beside the service's list is the one endpoint.</summary>
    private async Task<Witness> WitnessAsync(ConnectionItem item, string id, CancellationToken cancellationToken)
    {
        try
        {
            return await services.ConnectionAsync(item.Connection.Spec.ProviderScope, item.Service.ServiceId!, id, cancellationToken)
                is { State: not (VpcEndpointState.Deleting or VpcEndpointState.Deleted) } ? Witness.Present : Witness.Absent;
        }
        catch (AwsCallException)
        {
            return Witness.Silent;
        }
    }

    /// <summary>What was known of the same endpoint before.</summary>
    private static RegisteredEndpoint? Earlier(ConnectionItem item)
    {
        var earlier = (item.Observation ?? Observations.Read<ConnectionObservation>(item.StoredObservation))?.Registered;
        return earlier?.VpcEndpointId == item.Connection.VpcEndpointId ? earlier : null;
    }

    /// <summary>The endpoints that the portal has, or may have, accepted for the connection.</summary>
    private static HashSet<string> Accepted(OperationHistory history) =>
    [
        .. history.Operations
            .Where(
                operation => operation.Key.TypeName == AcceptConnectionStep.Definition.Name
                    && (operation.Outcome == OperationOutcome.Succeeded || operation.IsUnresolved))
            .Select(operation => operation.Key.Part).OfType<string>(),
    ];

    /// <summary>What was registered to another connection since is not this one's to turn away.</summary>
    private async Task<IReadOnlyList<string>> SupersededAsync(Connection connection, List<string> connected, CancellationToken cancellationToken)
    {
        if (connected.Count == 0)
        {
            return [];
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var taken = await RegisteredEndpoints.InUse(context, connection.Id).Where(other => connected.Contains(other.VpcEndpointId!))
            .Select(other => other.VpcEndpointId).ToListAsync(cancellationToken);
        return [.. connected.Except(taken)!];
    }
}
