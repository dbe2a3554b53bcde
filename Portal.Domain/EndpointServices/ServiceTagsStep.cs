using Portal.Domain.Provisioning;

namespace Portal.Domain.EndpointServices;

/// <summary>A kind of step that changes the tags of one of a service's objects.</summary>
/// <remarks>Tags are part of what making the object causes: there is no effect of their own to approve.</remarks>
public abstract class ServiceTagsStep(string name, string opposite) : EndpointServiceStep(name, RepeatKind.SetSemantics, opposite)
{
    public sealed override bool SaysAllThatIsWanted => true;

    public sealed override ObservedParts Touches =>
        ObservedParts.LoadBalancer | ObservedParts.Listeners | ObservedParts.TargetGroups | ObservedParts.Configuration;

    public sealed override IEnumerable<Effect> EffectsOf(EndpointServiceSpec spec) => ServiceObject.All(spec).Select(one => one.Effect);

    public sealed override bool? IsDone(EndpointServiceSpec spec, EndpointServiceObservation seen, StepKey key) =>
        IsPresent(seen, key.Part ?? "") ? !IsOpen(seen.Tags?.GetValueOrDefault(key.Part!)) : null;

    /// <summary>Whether there is something for the step to do.</summary>
    protected abstract bool IsOpen(TagDifference? difference);

    private static bool IsPresent(EndpointServiceObservation seen, string part) => part.Split('/') switch
    {
        [ServiceObject.LoadBalancerPart] => seen.LoadBalancer.IsPresent,
        [ServiceObject.ConfigurationPart] => seen.Service.IsPresent,
        [var listener, ServiceObject.TargetGroupKind] => seen.TargetGroup(listener).IsPresent,
        [var listener, ServiceObject.ListenerKind] => seen.Listener(listener).IsPresent,
        _ => false,
    };
}
