using Portal.Domain.Provisioning;

namespace Portal.Domain.EndpointServices;

/// <summary>A kind of step that deletes something of a service, of whatever generation.</summary>
public abstract class EndpointServiceDeletion(string name, string opposite) : EndpointServiceStep(name, RepeatKind.ById, opposite)
{
    /// <param name="part">The listener that it belongs to; none for what a service has one of.</param>
    public Effect EffectOf(EndpointServiceSpec spec, string? part) => In(spec, spec.VpcId, part is null ? "" : $"listener {part}");

    public PlanStep Plan(EndpointServiceSpec spec, StepKey key, string? part, string id, string summary, Waiting? wait) =>
        new(key, EffectOf(spec, part), summary, wait is null ? Call(id) : null, wait);

    /// <summary>What it deletes, as people call it: "the load balancer", "listener 443".</summary>
    public abstract string NameOf(string? part);

    public abstract StepCall Call(string id);

    public sealed override bool? IsDone(EndpointServiceSpec spec, EndpointServiceObservation seen, StepKey key) =>
        seen.Superseded?.Any(superseded => superseded.Deletion == key) == true ? false : PresenceOf(seen, key) switch
        {
            Presence.Gone => true,
            Presence.Present => false,
            _ => null,
        };

    /// <summary>What the observation shows of the object that the key names; none if it names another one than the present.</summary>
    protected abstract Presence? PresenceOf(EndpointServiceObservation seen, StepKey key);
}
