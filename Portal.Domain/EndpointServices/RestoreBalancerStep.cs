using Portal.Domain.Provisioning;

namespace Portal.Domain.EndpointServices;

/// <summary>Puts the service's own load balancer back behind its endpoint service, and takes away what others have put there.</summary>
/// <remarks>The endpoint service is made over that load balancer: to keep it there is part of that effect.</remarks>
public sealed class RestoreBalancerStep() : EndpointServiceStep("service.load-balancer", RepeatKind.SetSemantics, null)
{
    public static RestoreBalancerStep Definition { get; } = new();

    public override string Title => "Put the load balancer back behind the endpoint service";

    public override Type CallType => typeof(RestoreBalancerCall);

    public override ObservedParts Touches => ObservedParts.Configuration;

    public override IReadOnlyList<IamAction> Permissions { get; } = [IamAction.Ec2("ModifyVpcEndpointServiceConfiguration", "vpc-endpoint-service")];

    public override IEnumerable<Effect> EffectsOf(EndpointServiceSpec spec) => CreateServiceStep.Definition.EffectsOf(spec);

    public override bool? IsDone(EndpointServiceSpec spec, EndpointServiceObservation seen, StepKey key) =>
        seen.Service.Value is { } service && seen.LoadBalancer.Value is { } balancer ? service.LoadBalancerArns is [var only] && only == balancer.Arn : null;

    /// <returns>None when nothing else stands behind it, or what does is left alone.</returns>
    public PlanStep? Plan(
        EndpointServiceSpec spec, ObservedServiceConfiguration? service, ObservedLoadBalancer? balancer, JudgedDifferences differences)
    {
        if (service is not { State: ServiceConfigurationState.Available }
            || balancer is not { State: LoadBalancerState.Active or LoadBalancerState.ActiveImpaired })
        {
            return null;
        }

        var isReplaced = differences.Repairs(EndpointServiceDifferences.LoadBalancer);
        var others = service.LoadBalancerArns.Where(arn => arn != balancer.Arn).Order(StringComparer.Ordinal)
            .Where(arn => isReplaced || differences.Repairs(EndpointServiceDifferences.LoadBalancerAdded(arn))).ToList();
        return others.Count == 0 && !isReplaced ? null
            : new(
                Key(), EffectsOf(spec).Single(), Title, new RestoreBalancerCall(service.ServiceId, isReplaced ? balancer.Arn : null, others), null)
            {
                Details = differences.Details([EndpointServiceDifferences.LoadBalancer, .. others.Select(EndpointServiceDifferences.LoadBalancerAdded)]),
            };
    }
}

/// <param name="AddArn">The service's own load balancer; none where it stands there.</param>
[StoredAs("restoreBalancer")]
public sealed record RestoreBalancerCall(string ServiceId, string? AddArn, IReadOnlyList<string> RemoveArns) : StepCall;
