using Portal.Domain.Provisioning;

namespace Portal.Domain.Connections;

/// <summary>Finds in what an endpoint is otherwise than a connection wants it, whoever made it so, and the spec that would want it as it is.</summary>
public static class ConnectionDifferences
{
    public const string PrivateDnsOff = "private-dns-off";
    public const string PrivateDnsOn = "private-dns-on";

    public static string SubnetMissing(string subnetId) => $"subnet-missing/{subnetId}";

    public static string SubnetAdded(string subnetId) => $"subnet-added/{subnetId}";

    public static string Address(string subnetId) => $"address/{subnetId}";

    public static string GroupMissing(string groupId) => $"group-missing/{groupId}";

    public static string GroupAdded(string groupId) => $"group-added/{groupId}";

    public static IReadOnlyList<Difference> Of(ConnectionWanted wanted, ConnectionObservation seen)
    {
        var left = wanted.Proposed is { } proposed ? Find(wanted with { Spec = proposed }, seen).Select(difference => difference.Key).ToHashSet() : null;
        return [.. Find(wanted, seen).Select(difference => left?.Contains(difference.Key) == false ? difference with { IsProposed = true } : difference)];
    }

    private static IReadOnlyList<Difference> Find(ConnectionWanted wanted, ConnectionObservation seen) => seen.Endpoint.Value is { } endpoint
        ?
        [
            .. OfShape(wanted.Spec, endpoint), .. OfPrivateDns(wanted, seen.Service, endpoint),
            .. (seen.Superseded ?? []).Select(one => new Difference(
                $"superseded/{one.VpcEndpointId}", DifferencePolicy.Show, "An earlier endpoint of this connection", null, one.VpcEndpointId)
            {
                ComesOfSpecs = false,
                MayBeRepaired = false,
                MayBeAdopted = false,
            }),
        ]
        : [];

    /// <summary>The spec that wants what is there, for the chosen differences.</summary>
    public static ConnectionSpec Adopt(ConnectionSpec spec, ObservedEndpoint endpoint, IReadOnlySet<string> keys) => spec with
    {
        Subnets =
        [
            .. spec.Subnets.Where(subnet => !keys.Contains(SubnetMissing(subnet.SubnetId))).Select(
                subnet => keys.Contains(Address(subnet.SubnetId)) ? subnet with { Ipv4 = PresentAddress(endpoint, subnet.SubnetId) } : subnet),
            .. endpoint.SubnetIds.Where(subnet => keys.Contains(SubnetAdded(subnet))).Select(
                subnet => new ConnectionSubnet(subnet, endpoint.NetworkInterfaces.FirstOrDefault(card => card.SubnetId == subnet)?.ZoneId, null)),
        ],
        SecurityGroupIds =
        [
            .. spec.SecurityGroupIds.Where(group => !keys.Contains(GroupMissing(group))),
            .. endpoint.SecurityGroupIds.Where(group => keys.Contains(GroupAdded(group))),
        ],
        PrivateDns = !keys.Contains(PrivateDnsOff) && (spec.PrivateDns || keys.Contains(PrivateDnsOn)),
    };

    /// <summary>In what subnets, addresses and groups differ.</summary>
    internal static IEnumerable<Difference> OfShape(ConnectionSpec spec, ObservedEndpoint endpoint) =>
        [.. OfSubnets(spec, endpoint), .. OfGroups(spec, endpoint)];

    internal static string? PresentAddress(ObservedEndpoint endpoint, string subnetId) =>
        endpoint.NetworkInterfaces.FirstOrDefault(card => card.SubnetId == subnetId)?.PrivateIp;

    private static IEnumerable<Difference> OfSubnets(ConnectionSpec spec, ObservedEndpoint endpoint)
    {
        foreach (var subnet in spec.Subnets)
        {
            if (!endpoint.SubnetIds.Contains(subnet.SubnetId))
            {
                yield return new(SubnetMissing(subnet.SubnetId), DifferencePolicy.Repair, "Subnet of the endpoint", subnet.ToText(), null);
            }
            else if (subnet.Ipv4 is { } wanted && PresentAddress(endpoint, subnet.SubnetId) is { } found && found != wanted)
            {
                yield return new(Address(subnet.SubnetId), DifferencePolicy.Repair, $"Address in {subnet.SubnetId}", wanted, found);
            }
        }

        foreach (var subnet in endpoint.SubnetIds.Where(subnet => spec.Subnets.All(wanted => wanted.SubnetId != subnet)))
        {
            yield return new(SubnetAdded(subnet), DifferencePolicy.Show, "Subnet of the endpoint", null, subnet);
        }
    }

    private static IEnumerable<Difference> OfGroups(ConnectionSpec spec, ObservedEndpoint endpoint)
    {
        foreach (var group in spec.SecurityGroupIds.Except(endpoint.SecurityGroupIds))
        {
            yield return new(GroupMissing(group), DifferencePolicy.Repair, "Security group of the endpoint", group, null);
        }

        foreach (var group in endpoint.SecurityGroupIds.Except(spec.SecurityGroupIds))
        {
            yield return new(GroupAdded(group), DifferencePolicy.Show, "Security group of the endpoint", null, group);
        }
    }

    private static IEnumerable<Difference> OfPrivateDns(ConnectionWanted wanted, ServiceFacts service, ObservedEndpoint endpoint)
    {
        if (endpoint.PrivateDnsEnabled && wanted.Spec is { PrivateDns: false, PrivateDnsOff: not true })
        {
            // It may carry traffic: only a person takes it away.
            yield return new(PrivateDnsOn, DifferencePolicy.Show, "Private DNS", "off", "on") { ComesOfSpecs = false };
        }
        else if (!endpoint.PrivateDnsEnabled && wanted is { Spec.PrivateDns: true, HadPrivateDns: true } && service.PrivateDnsName is not null)
        {
            yield return new(PrivateDnsOff, DifferencePolicy.Repair, "Private DNS", "on", "off");
        }
    }
}
