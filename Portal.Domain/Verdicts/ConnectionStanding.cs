using Portal.Domain.Connections;
using Portal.Domain.Provisioning;

namespace Portal.Domain.Verdicts;

/// <summary>What one reader may know of a connection when it is judged.</summary>
/// <param name="Stage">How far it has come.</param>
/// <param name="StageText">The stage in words.</param>
/// <param name="Service">How well its service's targets are.</param>
public sealed record ConnectionStanding(ConnectionStage Stage, string StageText, HealthReport Service)
{
    /// <summary>What is in its way; none while nothing is.</summary>
    public string? BlockedCause { get; init; }

    /// <summary>Whose turn it is, for what; none while nobody's.</summary>
    public string? Turn { get; init; }

    public SyncState Sync { get; init; }

    /// <summary>What others have changed, as far as the reader may know and nobody has decided to leave it alone.</summary>
    public IReadOnlyList<string> OpenDifferences { get; init; } = [];

    /// <summary>Whether people have decided to leave alone all that differs.</summary>
    public bool IsTolerated { get; init; }

    /// <summary>The Availability Zone ids in which it has an interface; empty where that is not visible.</summary>
    public IReadOnlyList<string> ZoneIds { get; init; } = [];

    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>When its service is withdrawn; none while nobody withdraws it.</summary>
    public DateTimeOffset? ServiceEndsAt { get; init; }

    public Party? CutOffBy { get; init; }

    public string? CutOffReason { get; init; }

    /// <summary>Until when what was cut off can be restored.</summary>
    public DateTimeOffset? RestorableUntil { get; init; }

    /// <summary>Whether the provider's side rejected its endpoint.</summary>
    public bool WasRejected { get; init; }
}
