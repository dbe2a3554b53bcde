using Portal.Domain.Provisioning;

namespace Portal.Domain.EndpointServices;

/// <summary>A kind of step that a service takes, always in its provider's account.</summary>
public abstract class EndpointServiceStep(string name, RepeatKind repeat, string? opposite)
    : StepDefinition<EndpointServiceSpec, EndpointServiceObservation>(name, repeat, Party.Provider, opposite)
{
    /// <summary>An effect of the step in the service's account and region.</summary>
    protected Effect In(EndpointServiceSpec spec, string target, string detail = "") => new(Name, spec.AccountId, spec.Region, target, detail);
}
