using Portal.Domain.Provisioning;

namespace Portal.Domain.Connections;

/// <summary>A kind of step that changes the tags of the endpoint that the portal made or took over.</summary>
/// <remarks>Tags are part of what making the endpoint, or taking it over, causes: there is no effect of their own to approve.</remarks>
public abstract class EndpointTagsStep(string name, string opposite) : EndpointStep(name, RepeatKind.SetSemantics, opposite)
{
    public sealed override bool SaysAllThatIsWanted => true;

    // What is only known from before says nothing of its tags.
    public sealed override bool? IsDone(ConnectionSpec spec, ConnectionObservation seen, StepKey key) =>
        seen.Endpoint.Value is { Tags: not null } ? !IsOpen(seen.Tags) : null;

    protected sealed override IEnumerable<Effect> EffectsInVpc(ConnectionSpec spec) => Obtaining(spec).EffectsOf(spec);

    /// <summary>Whether there is something for the step to do.</summary>
    protected abstract bool IsOpen(TagDifference? difference);
}
