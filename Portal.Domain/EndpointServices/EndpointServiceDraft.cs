namespace Portal.Domain.EndpointServices;

/// <summary>What a provider enters to publish a service, checked.</summary>
public sealed record EndpointServiceDraft(
    string Name, string Description, EndpointServiceSpec Spec, Audience Visibility, Audience AutoApproval,
    IReadOnlyDictionary<string, string> Tags, string? ExternalReference);
