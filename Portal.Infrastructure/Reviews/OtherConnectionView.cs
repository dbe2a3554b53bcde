using Portal.Domain.Connections;

namespace Portal.Infrastructure.Reviews;

/// <summary>Another connection of the same team to the same service, as an approver compares it.</summary>
/// <param name="VpcId">None where it is not visible to the reader.</param>
/// <param name="DiffersIn">In what it differs from what is asked for: <c>VPC</c>, <c>Security groups</c>; only what the reader may know.</param>
public sealed record OtherConnectionView(
    Guid Id, ConnectionStage Stage, string AccountId, string Region, string? VpcId, DateTimeOffset? EndsAt, IReadOnlyList<string> DiffersIn);
