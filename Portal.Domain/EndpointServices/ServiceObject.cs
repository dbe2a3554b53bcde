using Portal.Domain.Provisioning;

namespace Portal.Domain.EndpointServices;

/// <summary>One of the objects that a service owns in AWS, as its tags are concerned.</summary>
/// <param name="Part">What tells its steps from those of the others: <c>load-balancer</c>, <c>443/target-group</c>.</param>
/// <param name="Create">The key of the step that makes it.</param>
/// <param name="What">How people call it: <c>load balancer</c>, <c>target group 443</c>.</param>
/// <param name="Effect">The effect of making it; its tags are part of that.</param>
public sealed record ServiceObject(string Part, StepKey Create, string What, Effect Effect)
{
    internal const string LoadBalancerPart = "load-balancer";
    internal const string ConfigurationPart = "service";
    internal const string TargetGroupKind = "target-group";
    internal const string ListenerKind = "listener";

    public static ServiceObject LoadBalancer(EndpointServiceSpec spec) =>
        new(LoadBalancerPart, CreateLoadBalancerStep.Definition.Key(), "load balancer", CreateLoadBalancerStep.Definition.EffectsOf(spec).Single());

    public static ServiceObject Configuration(EndpointServiceSpec spec) =>
        new(ConfigurationPart, CreateServiceStep.Definition.Key(), "endpoint service", CreateServiceStep.Definition.EffectsOf(spec).Single());

    public static ServiceObject TargetGroup(EndpointServiceSpec spec, ServiceListener listener) =>
        Of(spec, listener, CreateTargetGroupStep.Definition, EndpointServicePlanner.GroupPart(listener), TargetGroupKind, "target group");

    public static ServiceObject Listener(EndpointServiceSpec spec, ServiceListener listener) =>
        Of(spec, listener, CreateListenerStep.Definition, EndpointServicePlanner.Part(listener), ListenerKind, "listener");

    /// <summary>All that the service owns.</summary>
    public static IReadOnlyList<ServiceObject> All(EndpointServiceSpec spec) =>
    [
        LoadBalancer(spec), .. spec.Listeners.Select(listener => TargetGroup(spec, listener)), .. spec.Listeners.Select(listener => Listener(spec, listener)),
        Configuration(spec),
    ];

    /// <summary>Its readable name.</summary>
    public string NameIn(string serviceName) => $"{serviceName} {What}";

    private static ServiceObject Of(
        EndpointServiceSpec spec, ServiceListener listener, EndpointServiceStep create, string part, string kind, string what) => new(
        $"{part}/{kind}", create.Key(part), $"{what} {EndpointServicePlanner.Part(listener)}", create.EffectsOf(spec with { Listeners = [listener] }).First());
}
