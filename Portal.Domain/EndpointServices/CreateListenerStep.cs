using System.Globalization;
using Portal.Domain.Provisioning;

namespace Portal.Domain.EndpointServices;

/// <summary>Has the load balancer listen on one port. It has at most one listener a port: the port is the name.</summary>
public sealed class CreateListenerStep() : EndpointServiceStep("listener.create", RepeatKind.NameUnique, "listener.delete")
{
    public static CreateListenerStep Definition { get; } = new();

    public override string Title => "Create the listener";

    public override Type CallType => typeof(CreateListenerCall);

    public override ObservedParts Touches => ObservedParts.Listeners;

    public override bool GoesWithItsParent => true;

    public override IReadOnlyList<IamAction> Permissions { get; } =
        [IamAction.LoadBalancing("CreateListener", "loadbalancer/net"), IamAction.LoadBalancing("AddTags", "listener/net")];

    public override IEnumerable<Effect> EffectsOf(EndpointServiceSpec spec) =>
        spec.Listeners.Select(listener => EffectOf(spec, listener.Protocol, listener.Port));

    public override bool? IsDone(EndpointServiceSpec spec, EndpointServiceObservation seen, StepKey key) => seen.Listener(key.Part).IsPresent;

    /// <param name="before">What has to go first; none where nothing has.</param>
    public PlanStep Plan(EndpointServiceSpec spec, ServiceListener listener, ObservedLoadBalancer? balancer, ObservedTargetGroup? group, Waiting? before)
    {
        var wait = balancer is null || group is null ? EndpointServicePublication.LoadBalancerFirst : before;
        return new(
            Key(EndpointServicePlanner.Part(listener)), EffectOf(spec, listener.Protocol, listener.Port), $"Listen on {listener.Protocol} {listener.Port}",
            wait is null ? new CreateListenerCall(balancer!.Arn, listener.Protocol, listener.Port, group!.Arn) : null, wait);
    }

    private Effect EffectOf(EndpointServiceSpec spec, string protocol, int port) =>
        In(spec, spec.VpcId, string.Create(CultureInfo.InvariantCulture, $"{protocol} {port}"));
}

[StoredAs("createListener")]
public sealed record CreateListenerCall(string LoadBalancerArn, string Protocol, int Port, string TargetGroupArn) : StepCall;
