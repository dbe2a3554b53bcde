using Portal.Domain.Connections;
using Portal.Domain.Provisioning;
using Portal.Domain.Verdicts;

namespace Portal.Infrastructure.Connections;

/// <summary>A connection as the page of its service lists it.</summary>
public sealed record ServiceConnectionView(
    Guid Id, string ConsumerName, string AccountId, ConnectionStage Stage, DateTimeOffset StageSince,
    string? VpcEndpointId, bool IsBlocked, UnreadablePart? Unreadable, Verdict Verdict);
