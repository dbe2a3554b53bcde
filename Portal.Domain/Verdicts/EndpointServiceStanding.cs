using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;

namespace Portal.Domain.Verdicts;

/// <summary>What one reader may know of a service when it is judged.</summary>
/// <param name="Stage">How far it has come.</param>
/// <param name="StageText">The stage in words.</param>
/// <param name="Health">How well its targets are.</param>
public sealed record EndpointServiceStanding(EndpointServiceStage Stage, string StageText, HealthReport Health)
{
    /// <summary>What is in its way; none while nothing is, or for who may not know.</summary>
    public string? BlockedCause { get; init; }

    /// <summary>Whose turn it is, for what; none while nobody's.</summary>
    public string? Turn { get; init; }

    public SyncState Sync { get; init; }

    /// <summary>What others have changed, as far as the reader may know and nobody has decided to leave it alone.</summary>
    public IReadOnlyList<string> OpenDifferences { get; init; } = [];

    /// <summary>Whether people have decided to leave alone all that differs.</summary>
    public bool IsTolerated { get; init; }

    /// <summary>When it is withdrawn; none while nobody withdraws it.</summary>
    public DateTimeOffset? WithdrawAt { get; init; }

    /// <summary>The private DNS name that AWS has not verified; none where there is none to verify.</summary>
    public string? UnprovedName { get; init; }
}
