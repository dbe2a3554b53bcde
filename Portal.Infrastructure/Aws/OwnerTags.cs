namespace Portal.Infrastructure.Aws;

/// <summary>What a load balancer, target group or listener says of whose it is.</summary>
/// <param name="ServiceId">The service that its tags name; none where they name none of this installation.</param>
/// <param name="OperationId">The operation that its tag names; none without the tag.</param>
/// <param name="All">All tags that stand on it, anybody's.</param>
public sealed record OwnerTags(Guid? ServiceId, Guid? OperationId, IReadOnlyDictionary<string, string> All);
