namespace Portal.Infrastructure.EndpointServices;

/// <summary>What can be changed of a published service without changing what stands in AWS beyond its tags; members left out stay as they are.</summary>
public sealed record DescribeServiceInput(
    string? Name, string? Description, AudienceInput? Visibility, AudienceInput? AutoApproval, string? ExternalReference,
    IReadOnlyDictionary<string, string?>? Tags = null);
