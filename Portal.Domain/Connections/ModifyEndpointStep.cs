using Portal.Domain.Provisioning;

namespace Portal.Domain.Connections;

/// <summary>Sets the endpoint's subnets, fixed addresses and security groups to what was approved.</summary>
public sealed class ModifyEndpointStep() : EndpointStep("endpoint.modify", RepeatKind.SetSemantics, null)
{
    public static ModifyEndpointStep Definition { get; } = new();

    public override string Title => "Change the interface endpoint";

    public override Type CallType => typeof(ModifyEndpointCall);

    public override IReadOnlyList<IamAction> Permissions { get; } = [IamAction.Ec2("ModifyVpcEndpoint", "vpc-endpoint", "subnet", "security-group")];

    public override bool? IsDone(ConnectionSpec spec, ConnectionObservation seen, StepKey key) =>
        seen.Endpoint.Value is { } endpoint ? Difference(spec, endpoint) is null : null;

    /// <returns>None when the endpoint is as it was approved, or what differs is left to it.</returns>
    public PlanStep? Plan(ConnectionSpec spec, ObservedEndpoint endpoint, JudgedDifferences differences)
    {
        if (Difference(spec, endpoint) is not { } all)
        {
            return null;
        }

        List<string> keys = [];
        IReadOnlyList<string> Repaired(IEnumerable<string> ids, Func<string, string> keyOf)
        {
            var chosen = ids.Where(id => differences.Repairs(keyOf(id))).ToList();
            keys.AddRange(chosen.Select(keyOf));
            return chosen;
        }

        var added = Repaired(all.AddSubnetIds, ConnectionDifferences.SubnetMissing);
        var readdressed = Repaired(
            (all.FixedAddresses ?? []).Select(subnet => subnet.SubnetId).Except(all.AddSubnetIds), ConnectionDifferences.Address);
        var addresses = (all.FixedAddresses ?? []).Where(subnet => added.Contains(subnet.SubnetId) || readdressed.Contains(subnet.SubnetId)).ToList();
        var call = new ModifyEndpointCall(
            endpoint.VpcEndpointId, added, Repaired(all.RemoveSubnetIds, ConnectionDifferences.SubnetAdded),
            Repaired(all.AddSecurityGroupIds, ConnectionDifferences.GroupMissing), Repaired(all.RemoveSecurityGroupIds, ConnectionDifferences.GroupAdded),
            addresses.Count == 0 ? null : addresses);
        return keys.Count == 0 ? null
            : new(Key(), EffectOf(spec), "Set subnets, addresses and security groups to what was approved", call, null)
            {
                Details = differences.Details(keys),
            };
    }

    internal static string Shape(IEnumerable<EndpointSubnet> subnets, IEnumerable<string> groups)
    {
        var named = subnets.OrderBy(subnet => subnet.SubnetId, StringComparer.Ordinal)
            .Select(subnet => subnet.Ipv4 is null ? subnet.SubnetId : $"{subnet.SubnetId}@{subnet.Ipv4}");
        return $"subnets={string.Join(',', named)};groups={string.Join(',', groups.Order(StringComparer.Ordinal))}";
    }

    protected override IEnumerable<Effect> EffectsInVpc(ConnectionSpec spec) => [EffectOf(spec)];

    private Effect EffectOf(ConnectionSpec spec) => InVpc(spec, Shape(EndpointSubnet.Of(spec), spec.SecurityGroupIds));

    private static ModifyEndpointCall? Difference(ConnectionSpec spec, ObservedEndpoint endpoint)
    {
        var subnets = spec.Subnets.Select(subnet => subnet.SubnetId).ToList();
        var added = Missing(subnets, endpoint.SubnetIds);
        var addresses = EndpointSubnet.Of(spec)
            .Where(subnet => subnet.Ipv4 is not null && (added.Contains(subnet.SubnetId) || HasAnother(endpoint, subnet))).ToList();
        var call = new ModifyEndpointCall(
            endpoint.VpcEndpointId, added, Missing(endpoint.SubnetIds, subnets),
            Missing(spec.SecurityGroupIds, endpoint.SecurityGroupIds), Missing(endpoint.SecurityGroupIds, spec.SecurityGroupIds),
            addresses.Count == 0 ? null : addresses);
        return addresses.Count + call.AddSubnetIds.Count + call.RemoveSubnetIds.Count + call.AddSecurityGroupIds.Count + call.RemoveSecurityGroupIds.Count > 0
            ? call : null;
    }

    /// <summary>For another address AWS replaces the interface of the subnet.</summary>
    private static bool HasAnother(ObservedEndpoint endpoint, EndpointSubnet subnet) =>
        endpoint.NetworkInterfaces.FirstOrDefault(card => card.SubnetId == subnet.SubnetId) is { PrivateIp: { } present } && present != subnet.Ipv4;

    private static IReadOnlyList<string> Missing(IEnumerable<string> wanted, IEnumerable<string> present) =>
        [.. wanted.Except(present).Order(StringComparer.Ordinal)];
}

/// <param name="FixedAddresses">Those of the subnets that get a fixed address; none where AWS chooses for all.</param>
[StoredAs("modifyEndpoint")]
public sealed record ModifyEndpointCall(
    string VpcEndpointId,
    IReadOnlyList<string> AddSubnetIds, IReadOnlyList<string> RemoveSubnetIds,
    IReadOnlyList<string> AddSecurityGroupIds, IReadOnlyList<string> RemoveSecurityGroupIds,
    IReadOnlyList<EndpointSubnet>? FixedAddresses = null) : StepCall;
