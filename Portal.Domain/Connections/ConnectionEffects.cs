using System.Globalization;
using Portal.Domain.Provisioning;

namespace Portal.Domain.Connections;

/// <summary>What a connection's spec causes in AWS, its own deletion included: a function of the spec alone.</summary>
public static class ConnectionEffects
{
    public static Effects Of(ConnectionSpec spec) => new("connection.connect", spec.SelfManaged ? AtProvider(spec) : AtBoth(spec));

    /// <summary>In an account that its owner manages the portal does nothing: it accepts and rejects on the provider's side only.</summary>
    private static Effect[] AtProvider(ConnectionSpec spec) => [AtService(spec, StepTypes.PrincipalAllow, spec.PrincipalArn), Accept(spec), Reject(spec)];

    private static List<Effect> AtBoth(ConnectionSpec spec)
    {
        List<Effect> effects =
        [
            AtService(spec, StepTypes.PrincipalAllow, spec.PrincipalArn),
            CreateEndpoint(spec, new CreateEndpointCall(Vpc(spec), "", Subnets(spec), spec.SecurityGroupIds)),
            InVpc(spec, StepTypes.EndpointModify, Shape(Subnets(spec), spec.SecurityGroupIds)),
            InVpc(spec, StepTypes.EndpointDelete, End(spec)),
            Accept(spec),
            Reject(spec),
        ];
        if (spec.PrivateDns)
        {
            effects.Add(InVpc(spec, StepTypes.PrivateDnsEnable));
        }

        return effects;
    }

    /// <summary>The effect of exactly this call, so that a call which differs from what was approved lies outside.</summary>
    public static Effect CreateEndpoint(ConnectionSpec spec, CreateEndpointCall call) =>
        new(StepTypes.EndpointCreate.Name, spec.AccountId, spec.Region, call.VpcId, $"service={spec.ServiceId};{Shape(call.Subnets, call.SecurityGroupIds)}");

    public static Effect Modify(ConnectionSpec spec) => InVpc(spec, StepTypes.EndpointModify, Shape(Subnets(spec), spec.SecurityGroupIds));

    public static Effect Delete(ConnectionSpec spec) => Of(spec).Ordered.Single(effect => effect.Step == StepTypes.EndpointDelete.Name);

    /// <summary>Of an endpoint that the consumer brings it counts whose it is: the portal has not made it.</summary>
    public static Effect Accept(ConnectionSpec spec) =>
        AtService(spec, StepTypes.ConnectionAccept, spec.SelfManaged ? $"an endpoint of {spec.AccountId} in {spec.Region}" : "");

    /// <summary>For an endpoint that the portal cannot delete, being rejected is its end.</summary>
    public static Effect Reject(ConnectionSpec spec) => AtService(spec, StepTypes.ConnectionReject, spec.SelfManaged ? End(spec) : "");

    public static Effect AtService(ConnectionSpec spec, StepType type, string detail = "") =>
        new(type.Name, spec.ServiceAccountId, spec.ServiceRegion, spec.ServiceId.ToString(), detail);

    public static Effect InVpc(ConnectionSpec spec, StepType type, string detail = "") =>
        new(type.Name, spec.AccountId, spec.Region, Vpc(spec), detail);

    /// <summary>The VPC in which the portal makes the endpoint.</summary>
    /// <exception cref="InvalidOperationException">Its account is self-managed.</exception>
    public static string Vpc(ConnectionSpec spec) => spec.VpcId ?? throw new InvalidOperationException("The portal makes no endpoint in a self-managed account.");

    public static IReadOnlyList<EndpointSubnet> Subnets(ConnectionSpec spec) =>
        [.. spec.Subnets.Select(subnet => new EndpointSubnet(subnet.SubnetId, subnet.Ipv4))];

    private static string End(ConnectionSpec spec) =>
        spec.EndsAt is { } end ? $"at {end.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)} or when asked" : "when asked";

    private static string Shape(IEnumerable<EndpointSubnet> subnets, IEnumerable<string> groups) =>
        $"subnets={string.Join(',', subnets.OrderBy(subnet => subnet.SubnetId, StringComparer.Ordinal).Select(subnet => subnet.Ipv4 is null ? subnet.SubnetId : $"{subnet.SubnetId}@{subnet.Ipv4}"))};groups={string.Join(',', groups.Order(StringComparer.Ordinal))}";
}
