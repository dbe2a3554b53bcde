using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;

namespace Portal.Domain.Connections;

/// <summary>What a connection's spec causes in AWS, its own deletion included: a function of the spec alone.</summary>
/// <remarks>In an account that its owner manages the portal does nothing: it accepts and rejects on the provider's side only.</remarks>
public static class ConnectionEffects
{
    public static Effects Of(ConnectionSpec spec) => new(
        "connection.connect",
        [
            AtService(spec, AllowPrincipalStep.Definition, spec.PrincipalArn),
            .. StepDefinitions.For<ConnectionSpec, ConnectionObservation>().SelectMany(definition => definition.EffectsOf(spec)),
        ]);

    /// <summary>An effect on the service that the connection leads to.</summary>
    internal static Effect AtService(ConnectionSpec spec, StepDefinition step, string detail) =>
        new(step.Name, spec.ServiceAccountId, spec.ServiceRegion, spec.ServiceId.ToString(), detail);
}
