using Portal.Sandbox.Networks;
using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;
using Portal.Sandbox.Storage;

namespace Portal.Sandbox.LoadBalancers;

/// <summary>Where a load balancer stands: reads the wanted subnets, and gives each a network interface with an address of the subnet.</summary>
internal static class LoadBalancerPlacement
{
    private const int FreeAddressesNeeded = 8;

    public static IReadOnlyList<Placement> Read(Call call)
    {
        var subnets = call.Parameters.Texts("Subnets");
        var mappings = call.Parameters.Items("SubnetMappings");
        if (subnets.Count > 0 && mappings.Count > 0)
        {
            throw ElbErrors.Validation("You must specify either subnets or subnet mappings, but not both");
        }

        List<Placement> placements =
        [
            .. subnets.Distinct().Select(id => new Placement(Find(call, id), null)),
            .. mappings.Select(mapping => Mapped(call, mapping)),
        ];
        if (placements.Count == 0)
        {
            throw ElbErrors.Validation("At least one subnet must be specified");
        }

        if (placements.Select(placement => placement.Subnet.VpcId).Distinct().Count() > 1)
        {
            throw ElbErrors.InvalidConfiguration("All subnets must belong to the same VPC");
        }

        return placements.DistinctBy(placement => placement.Subnet.ZoneId).Count() < placements.Count
            ? throw ElbErrors.InvalidConfiguration("A load balancer cannot be attached to multiple subnets in the same Availability Zone")
            : placements;
    }

    /// <summary>Makes the network interface of one more zone.</summary>
    public static LoadBalancerZone Attach(Call call, Placement placement, string loadBalancerArn, IReadOnlyList<string> securityGroupIds)
    {
        var subnet = placement.Subnet;
        if (InterfaceAddresses.Free(call.Store, subnet, call.Now) < FreeAddressesNeeded)
        {
            throw ElbErrors.SubnetFull(subnet.Id);
        }

        if (placement.WantedAddress is { } wanted && InterfaceAddresses.IsTaken(call.Store, subnet, wanted, call.Now))
        {
            throw ElbErrors.InvalidConfiguration($"The private IPv4 address '{wanted}' is already in use");
        }

        var card = new NetworkInterface
        {
            Id = AwsIds.New("eni-"),
            OwnerId = subnet.OwnerId,
            Region = subnet.Region,
            VpcId = subnet.VpcId,
            SubnetId = subnet.Id,
            ZoneId = subnet.ZoneId,
            PrivateIp = placement.WantedAddress ?? InterfaceAddresses.Next(call.Store, subnet, call.Now) ?? throw ElbErrors.SubnetFull(subnet.Id),
            InterfaceType = "network_load_balancer",
            Description = $"ELB {ElbArns.PathOf(loadBalancerArn)}",
            ServesId = loadBalancerArn,
            SecurityGroupIds = securityGroupIds,
            CreatedAt = call.Now,
        };
        call.Store.NetworkInterfaces.Put(card);
        return new(subnet.ZoneId, subnet.Id, card.Id) { EnabledAt = call.Now, WantedAddress = placement.WantedAddress };
    }

    private static Placement Mapped(Call call, QueryParameters mapping)
    {
        var subnet = Find(call, mapping.Required("SubnetId"));
        if (mapping.Text("AllocationId") is { Length: > 0 })
        {
            throw ElbErrors.InvalidConfiguration("You cannot specify an allocation ID for the subnets of an internal load balancer");
        }

        if (mapping.Text("IPv6Address") is { Length: > 0 } || mapping.Text("SourceNatIpv6Prefix") is { Length: > 0 })
        {
            throw ElbErrors.Validation("You must specify subnets with an associated IPv6 CIDR block.");
        }

        if (mapping.Text("PrivateIPv4Address") is not { Length: > 0 } wanted)
        {
            return new(subnet, null);
        }

        var cidr = Cidr.Parse(subnet.Cidr);
        return !Cidr.TryAddress(wanted, out var address) || !cidr.Contains(address) || cidr.IsReserved(address)
            ? throw ElbErrors.Validation($"The private IPv4 address '{wanted}' is not a usable address of the subnet '{subnet.Id}'")
            : new(subnet, wanted);
    }

    private static Subnet Find(Call call, string id)
    {
        if (!AwsIds.IsWellFormed(id, "subnet-"))
        {
            throw ElbErrors.Validation($"The subnet ID '{id}' is not valid");
        }

        return call.Store.Subnets.Find(id) is { } subnet && call.Owns(subnet, subnet.Region) ? subnet : throw ElbErrors.SubnetNotFound(id);
    }
}
