using System.Globalization;
using Portal.Domain.Provisioning;

namespace Portal.Domain.Connections;

/// <summary>What a connection's spec causes in AWS, its own deletion included: a function of the spec alone.</summary>
public static class ConnectionEffects
{
    public static Effects Of(ConnectionSpec spec)
    {
        List<Effect> effects =
        [
            AtService(spec, StepTypes.PrincipalAllow, spec.PrincipalArn),
            CreateEndpoint(spec, new CreateEndpointCall(spec.VpcId, "", Subnets(spec), spec.SecurityGroupIds)),
            InVpc(spec, StepTypes.EndpointModify, Shape(Subnets(spec), spec.SecurityGroupIds)),
            InVpc(spec, StepTypes.EndpointDelete, spec.EndsAt is { } end ? $"at {end.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)} or when asked" : "when asked"),
            AtService(spec, StepTypes.ConnectionAccept),
            AtService(spec, StepTypes.ConnectionReject),
        ];
        if (spec.PrivateDns)
        {
            effects.Add(InVpc(spec, StepTypes.PrivateDnsEnable));
        }

        return new Effects("connection.connect", effects);
    }

    /// <summary>The effect of exactly this call, so that a call which differs from what was approved lies outside.</summary>
    public static Effect CreateEndpoint(ConnectionSpec spec, CreateEndpointCall call) =>
        new(StepTypes.EndpointCreate.Name, spec.AccountId, spec.Region, call.VpcId, $"service={spec.ServiceId};{Shape(call.Subnets, call.SecurityGroupIds)}");

    public static Effect Modify(ConnectionSpec spec) => InVpc(spec, StepTypes.EndpointModify, Shape(Subnets(spec), spec.SecurityGroupIds));

    public static Effect Delete(ConnectionSpec spec) => Of(spec).Ordered.Single(effect => effect.Step == StepTypes.EndpointDelete.Name);

    public static Effect AtService(ConnectionSpec spec, StepType type, string detail = "") =>
        new(type.Name, spec.ServiceAccountId, spec.ServiceRegion, spec.ServiceId.ToString(), detail);

    public static Effect InVpc(ConnectionSpec spec, StepType type, string detail = "") =>
        new(type.Name, spec.AccountId, spec.Region, spec.VpcId, detail);

    public static IReadOnlyList<EndpointSubnet> Subnets(ConnectionSpec spec) =>
        [.. spec.Subnets.Select(subnet => new EndpointSubnet(subnet.SubnetId, subnet.Ipv4))];

    private static string Shape(IEnumerable<EndpointSubnet> subnets, IEnumerable<string> groups) =>
        $"subnets={string.Join(',', subnets.OrderBy(subnet => subnet.SubnetId, StringComparer.Ordinal).Select(subnet => subnet.Ipv4 is null ? subnet.SubnetId : $"{subnet.SubnetId}@{subnet.Ipv4}"))};groups={string.Join(',', groups.Order(StringComparer.Ordinal))}";
}
