using Portal.Domain.Provisioning;

namespace Portal.Domain.Connections;

/// <summary>A kind of step that a connection takes.</summary>
public abstract class ConnectionStep(string name, RepeatKind repeat, Party side, string? opposite)
    : StepDefinition<ConnectionSpec, ConnectionObservation>(name, repeat, side, opposite)
{
    /// <summary>An effect of the step in the VPC in which the portal makes the endpoint.</summary>
    /// <exception cref="InvalidOperationException">Its account is self-managed.</exception>
    protected Effect InVpc(ConnectionSpec spec, string detail = "") => new(Name, spec.AccountId, spec.Region, VpcOf(spec), detail);

    /// <summary>An effect of the step on the service that the connection leads to.</summary>
    protected Effect AtService(ConnectionSpec spec, string detail = "") => ConnectionEffects.AtService(spec, this, detail);

    /// <summary>The VPC in which the portal makes the endpoint.</summary>
    /// <exception cref="InvalidOperationException">Its account is self-managed.</exception>
    protected static string VpcOf(ConnectionSpec spec) =>
        spec.VpcId ?? throw new InvalidOperationException("The portal makes no endpoint in a self-managed account.");
}
