using Portal.Domain.Networking;
using Portal.Domain.Provisioning;
using Portal.Domain.Reviews;

namespace Portal.Domain.Connections;

/// <summary>What an endpoint that somebody has made by hand becomes when the portal takes it over: all of it, as it stands.</summary>
public static class AdoptedEndpoint
{
    private const string Endpoint = "Endpoint";
    private const string Traffic = "Traffic";

    /// <summary>The spec that wants exactly what is there, addresses included.</summary>
    public static ConnectionSpec SpecOf(ObservedEndpoint endpoint, Guid serviceId, AwsScope service, AwsScope consumer, DateTimeOffset? endsAt) => new(
        serviceId, service.AccountId, service.Region, consumer.AccountId, consumer.Region, endpoint.VpcId,
        [
            .. endpoint.SubnetIds
                .Select(subnet => (Subnet: subnet, Card: endpoint.NetworkInterfaces.FirstOrDefault(card => card.SubnetId == subnet)))
                .Select(one => new ConnectionSubnet(one.Subnet, one.Card?.ZoneId, one.Card?.PrivateIp))
                .OrderBy(subnet => subnet.ZoneId, StringComparer.Ordinal),
        ],
        [.. endpoint.SecurityGroupIds.Order(StringComparer.Ordinal)], endpoint.PrivateDnsEnabled, endsAt, AdoptedEndpointId: endpoint.VpcEndpointId);

    /// <summary>The tags that somebody has given it: they are kept, and the connection's from then on.</summary>
    public static IReadOnlyDictionary<string, string> TagsOf(ObservedEndpoint endpoint) =>
        (endpoint.Tags ?? new Dictionary<string, string>()).Where(tag => !AwsTags.IsReserved(tag.Key)).ToDictionary(StringComparer.Ordinal);

    /// <summary>Whether the portal's own tags find room beside those that it has.</summary>
    public static bool HasRoomForTags(ObservedEndpoint endpoint) =>
        (endpoint.Tags?.Keys.Count(key => !PortalTags.IsOwn(key)) ?? 0) + PortalTags.Count <= AwsTags.MostOnAnObject;

    /// <summary>Whether AWS shows it to the provider's side, too.</summary>
    /// <param name="field">What approvers read it under.</param>
    public static bool IsShownToProvider(string field) => field is Endpoint or Traffic;

    /// <summary>What approvers read of it.</summary>
    public static ReviewedChange Shown(ObservedEndpoint endpoint, ConnectionSpec spec) => new(
        [
            new(Endpoint, null, endpoint.VpcEndpointId),
            new(Traffic, null, endpoint.State switch
            {
                VpcEndpointState.Available => "flows already: AWS shows it as available",
                VpcEndpointState.Pending => "about to flow: somebody has accepted it",
                _ => "none: it waits to be accepted",
            }),
            new("VPC", null, spec.VpcId),
            .. FieldChange.OfSets("Subnets", [], spec.Subnets.Select(subnet => subnet.ToText())),
            .. FieldChange.OfSets("Security groups", [], spec.SecurityGroupIds),
            new("Private DNS", null, spec.PrivateDns ? "on" : "off"),
            .. TagsOf(endpoint) is { Count: > 0 } tags ? [new FieldChange("Tags", null, AwsTags.Text(tags))] : Array.Empty<FieldChange>(),
        ], []);
}
