namespace Portal.Infrastructure.EndpointServices;

/// <param name="ManagedOutside">Others register and take out the targets, and none are listed here: the portal leaves them alone.</param>
/// <param name="TargetKind"><c>ip</c> or <c>instance</c>; needed only where no targets are listed.</param>
public sealed record TargetGroupInput(
    string? Protocol, int? Port, HealthCheckInput? HealthCheck, IReadOnlyList<TargetInput?>? Targets, bool? ManagedOutside = null, string? TargetKind = null,
    TargetGroupAttributesInput? Attributes = null);
