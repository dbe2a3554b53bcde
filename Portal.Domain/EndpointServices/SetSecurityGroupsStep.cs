using Portal.Domain.Provisioning;

namespace Portal.Domain.EndpointServices;

/// <summary>Gives the load balancer exactly the security groups that the service wants; AWS allows it only for one that was made with some.</summary>
public sealed class SetSecurityGroupsStep() : EndpointServiceStep("load-balancer.security-groups", RepeatKind.SetSemantics, null)
{
    public static SetSecurityGroupsStep Definition { get; } = new();

    public override string Title => "Change the load balancer's security groups";

    public override Type CallType => typeof(SetSecurityGroupsCall);

    public override ObservedParts Touches => ObservedParts.LoadBalancer;

    public override IReadOnlyList<IamAction> Permissions { get; } = [IamAction.LoadBalancing("SetSecurityGroups", "loadbalancer/net")];

    public override IEnumerable<Effect> EffectsOf(EndpointServiceSpec spec) => spec.SecurityGroupIds is { Count: > 0 } groups ? [EffectOf(spec, groups)] : [];

    public override bool? IsDone(EndpointServiceSpec spec, EndpointServiceObservation seen, StepKey key) =>
        seen.LoadBalancer.Value is { SecurityGroupIds: not null } balancer ? Missing(spec, balancer) is null : null;

    /// <returns>None when the load balancer has them, or can have none.</returns>
    public PlanStep? Plan(EndpointServiceSpec spec, ObservedLoadBalancer balancer) => Missing(spec, balancer) is { } groups
        ? new(
            Key(), EffectOf(spec, groups), $"Give the load balancer the security groups {string.Join(", ", groups)}",
            new SetSecurityGroupsCall(balancer.Arn, groups), null)
        : null;

    private static IReadOnlyList<string>? Missing(EndpointServiceSpec spec, ObservedLoadBalancer balancer) =>
        spec.SecurityGroupIds is { Count: > 0 } groups && balancer.SecurityGroupIds is { Count: > 0 } present && !present.ToHashSet().SetEquals(groups)
            ? groups : null;

    private Effect EffectOf(EndpointServiceSpec spec, IReadOnlyList<string> groups) => In(spec, spec.VpcId, string.Join(',', groups));
}

[StoredAs("setSecurityGroups")]
public sealed record SetSecurityGroupsCall(string LoadBalancerArn, IReadOnlyList<string> SecurityGroupIds) : StepCall;
