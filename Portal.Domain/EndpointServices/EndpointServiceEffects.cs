using System.Globalization;
using Portal.Domain.Networking;
using Portal.Domain.Provisioning;

namespace Portal.Domain.EndpointServices;

/// <summary>What publishing a service, keeping it and withdrawing it causes in AWS.</summary>
public static class EndpointServiceEffects
{
    public static Effects Of(EndpointServiceSpec spec) => new("service.publish", All(spec));

    public static Effect LoadBalancer(EndpointServiceSpec spec, CreateLoadBalancerCall call) =>
        In(spec, StepTypes.LoadBalancerCreate, spec.VpcId, string.Join(',', call.SubnetIds.Order(StringComparer.Ordinal)));

    public static Effect TargetGroup(EndpointServiceSpec spec, string part, CreateTargetGroupCall call) =>
        In(spec, StepTypes.TargetGroupCreate, call.VpcId, $"listener {part}: {call.Protocol} {Text(call.Port)} {call.TargetType}{Health(call.HealthCheck)}");

    public static Effect Targets(EndpointServiceSpec spec, StepType type, string part, TargetAddress target) =>
        In(spec, type, $"listener {part}", $"{target.Id}:{Text(target.Port)}{(target.AvailabilityZone is { } zone ? $" zone={zone}" : "")}");

    public static Effect Listener(EndpointServiceSpec spec, CreateListenerCall call) =>
        In(spec, StepTypes.ListenerCreate, spec.VpcId, $"{call.Protocol} {Text(call.Port)}");

    public static Effect Service(EndpointServiceSpec spec, CreateServiceCall call) =>
        In(spec, StepTypes.ServiceCreate, spec.VpcId, call.PrivateDnsName ?? "");

    public static Effect Deletion(EndpointServiceSpec spec, StepType type, string? part = null) =>
        In(spec, type, spec.VpcId, part is null ? "" : $"listener {part}");

    public static Effect Acceptance(EndpointServiceSpec spec) => In(spec, StepTypes.AcceptanceRequire, spec.VpcId);

    /// <summary>Which principals are allowed is decided by approved connections; the service's own effects cover that it is done on this service only.</summary>
    public static Effect Principals(EndpointServiceSpec spec, StepType type) => In(spec, type, spec.VpcId, "grants");

    private static IEnumerable<Effect> All(EndpointServiceSpec spec)
    {
        yield return LoadBalancer(spec, new CreateLoadBalancerCall([.. spec.Subnets.Select(subnet => subnet.SubnetId)]));
        yield return Deletion(spec, StepTypes.LoadBalancerDelete);
        yield return Service(spec, new CreateServiceCall("", spec.PrivateDnsName));
        yield return Deletion(spec, StepTypes.ServiceDelete);
        yield return Acceptance(spec);
        yield return Principals(spec, StepTypes.PrincipalAllow);
        yield return Principals(spec, StepTypes.PrincipalDisallow);
        foreach (var effect in spec.Listeners.SelectMany(listener => OfListener(spec, listener)))
        {
            yield return effect;
        }
    }

    private static IEnumerable<Effect> OfListener(EndpointServiceSpec spec, ServiceListener listener)
    {
        var part = EndpointServicePlanner.Part(listener);
        yield return TargetGroup(spec, part, EndpointServicePlanner.TargetGroupCall(spec, listener));
        yield return Deletion(spec, StepTypes.TargetGroupDelete, part);
        yield return Listener(spec, new CreateListenerCall("", listener.Protocol, listener.Port, ""));
        yield return Deletion(spec, StepTypes.ListenerDelete, part);
        foreach (var target in listener.TargetGroup.Addresses)
        {
            yield return Targets(spec, StepTypes.TargetsRegister, part, target);
        }
    }

    private static Effect In(EndpointServiceSpec spec, StepType type, string target, string detail = "") =>
        new(type.Name, spec.AccountId, spec.Region, target, detail);

    private static string Health(HealthCheck? check) => check is null ? ""
        : string.Create(CultureInfo.InvariantCulture, $"; health {check.Protocol} port={check.Port} interval={check.IntervalSeconds} path={check.Path}");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
