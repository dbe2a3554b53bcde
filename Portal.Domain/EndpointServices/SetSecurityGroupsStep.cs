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

    /// <returns>None when the load balancer has them, can have none, or what else it has is left to it.</returns>
    public PlanStep? Plan(EndpointServiceSpec spec, ObservedLoadBalancer balancer, JudgedDifferences differences)
    {
        if (Missing(spec, balancer) is not { } wanted)
        {
            return null;
        }

        var present = balancer.SecurityGroupIds!;
        List<string> repaired =
        [
            .. wanted.Except(present).Select(EndpointServiceDifferences.GroupMissing).Where(differences.Repairs),
            .. present.Except(wanted).Select(EndpointServiceDifferences.GroupAdded).Where(differences.Repairs),
        ];
        var groups = wanted.Where(group => present.Contains(group) || repaired.Contains(EndpointServiceDifferences.GroupMissing(group)))
            .Concat(present.Except(wanted).Where(group => !repaired.Contains(EndpointServiceDifferences.GroupAdded(group)))).ToList();
        // AWS takes the last group from no load balancer: as long as what is there has to stay, nothing is taken.
        return repaired.Count == 0 || groups.Count == 0 ? null
            : new(
                Key(), EffectOf(spec, wanted), $"Give the load balancer the security groups {string.Join(", ", groups)}",
                new SetSecurityGroupsCall(balancer.Arn, groups), null)
            {
                Details = differences.Details(repaired),
            };
    }

    private static IReadOnlyList<string>? Missing(EndpointServiceSpec spec, ObservedLoadBalancer balancer) =>
        spec.SecurityGroupIds is { Count: > 0 } groups && balancer.SecurityGroupIds is { Count: > 0 } present && !present.ToHashSet().SetEquals(groups)
            ? groups : null;

    private Effect EffectOf(EndpointServiceSpec spec, IReadOnlyList<string> groups) => In(spec, spec.VpcId, string.Join(',', groups));
}

[StoredAs("setSecurityGroups")]
public sealed record SetSecurityGroupsCall(string LoadBalancerArn, IReadOnlyList<string> SecurityGroupIds) : StepCall;
