namespace Portal.Infrastructure.EndpointServices;

/// <param name="Kind"><c>ip</c> or <c>instance</c>.</param>
public sealed record TargetInput(string? Kind, string? Id, int? Port, string? AvailabilityZone);
