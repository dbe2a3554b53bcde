using System.Text.Json;
using Portal.Domain.Connections;
using Portal.Domain.Networking;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Provisioning;

namespace Portal.Jobs.Reconciling;

/// <summary>
/// Reads of endpoints that the portal made what the provider's side shows of them, and nothing else: so cutting one off waits for no consumer, whatever has
/// become of their role or account.
/// </summary>
internal static class CutOffObserver
{
    public static async Task ObserveAsync(IReadOnlyList<ConnectionItem> items, RoundReads reads, DateTimeOffset now)
    {
        foreach (var item in items)
        {
            await item.ReadAsync(async () => item.Observation = await ObserveAsync(item, reads, now));
        }
    }

    /// <returns>What was last known of the endpoint, in the state in which the provider's side shows it now.</returns>
    public static async Task<ConnectionObservation> ObserveAsync(ConnectionItem item, RoundReads reads, DateTimeOffset now)
    {
        var last = item.Observation ?? Observations.Read<ConnectionObservation>(item.StoredObservation);
        var id = item.KnownId ?? item.Connection.VpcEndpointId;
        if (id is null || item.Service.ServiceId is null)
        {
            return new(now, item.Service, last?.Endpoint ?? new(Presence.NeverMade), null);
        }

        var state = await StateAsync(item, item.Service.ServiceId, id, reads);
        var known = last?.Endpoint.Value is { } value && value.VpcEndpointId == id ? value : null;
        var endpoint = known is not null && state is { } shown
            ? new Observed<ObservedEndpoint>(
                Presence.Present, known with { State = shown, StateText = JsonNamingPolicy.CamelCase.ConvertName(shown.ToString()) }, id)
            : new Observed<ObservedEndpoint>(Presence.Doubtful, known, id);
        return new(now, item.Service, endpoint, state);
    }

    /// <summary>The endpoint's state as the provider's side shows it; none while it is not visible there.</summary>
    public static async Task<VpcEndpointState?> StateAsync(ConnectionItem item, string awsServiceId, string id, RoundReads reads)
    {
        try
        {
            var arrived = await reads.ConnectionsAsync(item.Connection.Spec.ProviderScope, awsServiceId);
            return arrived.FirstOrDefault(arrival => arrival.VpcEndpointId == id)?.State;
        }
        catch (AwsCallException) when (item.IsEnding)
        {
            // Where the provider's side cannot be asked, the endpoint is deleted all the same.
            return null;
        }
    }
}
