using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Provisioning;

/// <summary>A job's hold on one scope.</summary>
/// <param name="Fence">Rises with every job that takes the scope.</param>
public sealed record ScopeClaim(AwsScope Scope, long Fence);
