using Portal.Domain.Provisioning;

namespace Portal.Domain.Connections;

/// <summary>A kind of step in the consumer's VPC; there is none in a self-managed account.</summary>
public abstract class EndpointStep(string name, RepeatKind repeat, string? opposite) : ConnectionStep(name, repeat, Party.Consumer, opposite)
{
    public override ObservedParts Touches => ObservedParts.Endpoint;

    /// <summary>The step by which the connection comes to its endpoint: it makes one, or takes over one that stands there.</summary>
    public static EndpointStep Obtaining(ConnectionSpec spec) => spec.Adopts ? AdoptEndpointStep.Definition : CreateEndpointStep.Definition;

    public sealed override IEnumerable<Effect> EffectsOf(ConnectionSpec spec) => spec.SelfManaged ? [] : EffectsInVpc(spec);

    protected abstract IEnumerable<Effect> EffectsInVpc(ConnectionSpec spec);
}
