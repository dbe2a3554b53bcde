using Portal.Domain.Provisioning;

namespace Portal.Domain.EndpointServices;

/// <summary>Gives the load balancer exactly the subnets, and so the zones, that the service wants.</summary>
public sealed class SetSubnetsStep() : EndpointServiceStep("load-balancer.subnets", RepeatKind.SetSemantics, null)
{
    public static SetSubnetsStep Definition { get; } = new();

    public override string Title => "Change the load balancer's subnets";

    public override Type CallType => typeof(SetSubnetsCall);

    public override ObservedParts Touches => ObservedParts.LoadBalancer | ObservedParts.Configuration;

    public override IReadOnlyList<IamAction> Permissions { get; } = [IamAction.LoadBalancing("SetSubnets", "loadbalancer/net")];

    public override IEnumerable<Effect> EffectsOf(EndpointServiceSpec spec) => [EffectOf(spec)];

    public override bool? IsDone(EndpointServiceSpec spec, EndpointServiceObservation seen, StepKey key) =>
        seen.LoadBalancer.Value is { } balancer ? Shape(spec) == Shape(balancer) : null;

    /// <returns>None when the load balancer has them, or what else it has is left to it.</returns>
    public PlanStep? Plan(EndpointServiceSpec spec, ObservedLoadBalancer balancer, JudgedDifferences differences)
    {
        var subnets = spec.Subnets
            .Where(subnet => balancer.Subnets.Any(present => present.SubnetId == subnet.SubnetId)
                || differences.Repairs(EndpointServiceDifferences.ZoneMissing(subnet.SubnetId)))
            .Concat(balancer.Subnets.Where(present => spec.Subnets.All(subnet => subnet.SubnetId != present.SubnetId)
                && !differences.Repairs(EndpointServiceDifferences.ZoneAdded(present.SubnetId)))).ToList();
        return Shape(subnets.Select(subnet => subnet.SubnetId)) == Shape(balancer) ? null
            : new(
                Key(), EffectOf(spec), $"Put the load balancer into {string.Join(", ", subnets.Select(subnet => $"{subnet.SubnetId} ({subnet.ZoneId})"))}",
                new SetSubnetsCall(balancer.Arn, [.. subnets.Select(subnet => subnet.SubnetId).Order(StringComparer.Ordinal)]), null)
            {
                Details = differences.Details(
                [
                    .. spec.Subnets.Select(subnet => EndpointServiceDifferences.ZoneMissing(subnet.SubnetId)).Where(differences.Repairs),
                    .. balancer.Subnets.Select(subnet => EndpointServiceDifferences.ZoneAdded(subnet.SubnetId)).Where(differences.Repairs),
                ]),
            };
    }

    internal static string Shape(IEnumerable<string> subnetIds) => string.Join(',', subnetIds.Order(StringComparer.Ordinal));

    private static string Shape(EndpointServiceSpec spec) => Shape(spec.Subnets.Select(subnet => subnet.SubnetId));

    private static string Shape(ObservedLoadBalancer balancer) => Shape(balancer.Subnets.Select(subnet => subnet.SubnetId));

    private Effect EffectOf(EndpointServiceSpec spec) => In(spec, spec.VpcId, Shape(spec));
}

[StoredAs("setSubnets")]
public sealed record SetSubnetsCall(string LoadBalancerArn, IReadOnlyList<string> SubnetIds) : StepCall;
