using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;

namespace Portal.Domain.Connections;

/// <summary>An endpoint that a consumer made and registered here, as the provider's side sees it: nobody else shows it to the portal.</summary>
/// <param name="LookedForSince">When the portal first looked for it.</param>
/// <param name="WasSeen">Whether any look has found it, this one or an earlier one.</param>
public sealed record RegisteredEndpoint(string VpcEndpointId, DateTimeOffset LookedForSince, bool WasSeen, Observed<ObservedServiceConnection> Sighting)
{
    /// <summary>Whether AWS shows it as the account's own; what belongs to somebody else is none of the connection's business.</summary>
    public bool IsOf(ConnectionSpec spec) =>
        Sighting.Value is { } seen && seen.OwnerAccountId == spec.AccountId && (seen.Region ?? spec.Region) == spec.Region;
}
