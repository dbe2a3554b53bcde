using Portal.Domain.Provisioning;

namespace Portal.Domain.EndpointServices;

/// <summary>What publishing a service, keeping it and withdrawing it causes in AWS: all that its steps may do.</summary>
public static class EndpointServiceEffects
{
    public static Effects Of(EndpointServiceSpec spec) =>
        new("service.publish", StepDefinitions.For<EndpointServiceSpec, EndpointServiceObservation>().SelectMany(definition => definition.EffectsOf(spec)));
}
