using Portal.Sandbox.EndpointServices;
using Portal.Sandbox.Networks;
using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;
using Portal.Sandbox.Storage;
using Portal.Sandbox.Tags;

namespace Portal.Sandbox.Endpoints;

/// <summary>An endpoint's place in its VPC: subnets, one interface in each with an address of the subnet, security groups.</summary>
internal static class EndpointNetwork
{
    /// <summary>The fixed addresses asked for, by subnet.</summary>
    public static IReadOnlyDictionary<string, string?> FixedAddresses(QueryParameters parameters)
    {
        var wanted = new Dictionary<string, string?>();
        foreach (var configuration in parameters.Items("SubnetConfiguration"))
        {
            var subnetId = IdKind.Subnet.Check(configuration.Required("SubnetId"));
            var (ipv4, ipv6) = (configuration.Text("Ipv4"), configuration.Text("Ipv6"));
            if (!string.IsNullOrEmpty(ipv6))
            {
                throw new AwsError("InvalidParameter", $"The subnet {subnetId} has no IPv6 CIDR block.");
            }

            if (!wanted.TryAdd(subnetId, string.IsNullOrEmpty(ipv4) ? null : ipv4))
            {
                throw new AwsError("InvalidParameter", $"The subnet {subnetId} is configured more than once.");
            }
        }

        return wanted;
    }

    /// <summary>The subnets by id, each checked: the caller's, of that VPC, in a zone of the service, one a zone.</summary>
    public static IReadOnlyList<Subnet> Subnets(
        Call call, EndpointService service, string vpcId, IEnumerable<string> subnetIds, IEnumerable<string> takenZoneIds)
    {
        var served = ServiceAccess.ZoneIds(call.Store, service);
        var taken = takenZoneIds.ToHashSet();
        var subnets = new List<Subnet>();
        foreach (var id in subnetIds)
        {
            var subnet = call.OwnSubnet(id);
            if (subnet.VpcId != vpcId)
            {
                throw EndpointErrors.OtherVpc("subnet", id, vpcId);
            }

            if (!served.Contains(subnet.ZoneId))
            {
                throw EndpointErrors.ZoneNotSupported(service.Name, id);
            }

            if (!taken.Add(subnet.ZoneId))
            {
                throw EndpointErrors.SameZone(id);
            }

            subnets.Add(subnet);
        }

        return subnets;
    }

    /// <summary>The security groups by id, each checked to be of that VPC.</summary>
    public static IReadOnlyList<string> Groups(Call call, string vpcId, IReadOnlyList<string> groupIds)
    {
        foreach (var id in groupIds)
        {
            if (!call.Store.SecurityGroups.TryFind(IdKind.SecurityGroup.Check(id), out var group) || !call.Owns(group, group.Region))
            {
                throw EndpointErrors.UnknownGroup(id);
            }

            if (group.VpcId != vpcId)
            {
                throw EndpointErrors.OtherVpc("security group", id, vpcId);
            }
        }

        return [.. groupIds.Distinct()];
    }

    /// <summary>The VPC's default group, which an endpoint gets when none is named.</summary>
    public static IReadOnlyList<string> DefaultGroup(Call call, string vpcId) =>
        [.. call.Store.SecurityGroupsByVpc[vpcId].Where(group => group.IsDefault).Select(group => group.Id)];

    /// <summary>Makes the endpoint's interface in a subnet.</summary>
    public static EndpointSubnet Attach(Call call, string endpointId, Subnet subnet, string? address, IReadOnlyList<string> groupIds)
    {
        var card = new NetworkInterface
        {
            Id = AwsIds.New(IdKind.NetworkInterface.Prefix),
            OwnerId = call.AccountId,
            Region = call.Region,
            VpcId = subnet.VpcId,
            SubnetId = subnet.Id,
            ZoneId = subnet.ZoneId,
            PrivateIp = address is null ? InterfaceAddresses.NextOrFail(call, subnet) : InterfaceAddresses.Checked(call, subnet, address),
            InterfaceType = "vpc_endpoint",
            Description = "VPC Endpoint Interface " + endpointId,
            ServesId = endpointId,
            SecurityGroupIds = groupIds,
            CreatedAt = call.Now,
        };
        call.Store.NetworkInterfaces.Put(card);
        return new(subnet.Id, subnet.ZoneId, card.Id);
    }

    /// <summary>Lets the endpoint's interfaces end, now or when it is deleted.</summary>
    public static void Detach(Call call, IEnumerable<EndpointSubnet> subnets, DateTimeOffset at)
    {
        foreach (var subnet in subnets)
        {
            if (call.Store.NetworkInterfaces.TryFind(subnet.NetworkInterfaceId, out var card))
            {
                call.Store.NetworkInterfaces.Put(card with { GoneAt = at });
                TagRules.EndAt(call, card.Id, at);
            }
        }
    }
}
