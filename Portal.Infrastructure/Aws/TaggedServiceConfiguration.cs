using Portal.Domain.EndpointServices;

namespace Portal.Infrastructure.Aws;

/// <summary>An endpoint service together with the service of this portal that its tag names.</summary>
/// <param name="ServiceId">None when the tag is missing or no service's id.</param>
public sealed record TaggedServiceConfiguration(Guid? ServiceId, ObservedServiceConfiguration Configuration);
