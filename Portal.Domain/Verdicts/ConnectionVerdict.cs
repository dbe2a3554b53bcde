using Portal.Domain.Connections;
using Portal.Domain.Provisioning;

namespace Portal.Domain.Verdicts;

/// <summary>How a connection stands, for one who may read what it is made of.</summary>
public static class ConnectionVerdict
{
    public static Verdict Of(ConnectionStanding known, DateTimeOffset now)
    {
        var live = ConnectionLifecycle.IsReconciled(known.Stage);
        return Verdict.Of(
            LevelOf(known.Stage), known.StageText,
            [
                known.BlockedCause is { } cause ? new(FindingKind.Blocked, cause) : null,
                Because(known),
                known is { BlockedCause: null, Turn: { } turn } ? new(FindingKind.Turn, turn) : null,
                known.Stage == ConnectionStage.Available ? ServingZones.Judge(Zones(known)) : null,
                known.Stage == ConnectionStage.Available ? Changed(known) : null,
                live ? End(known) : null,
                known.Stage == ConnectionStage.Available ? EndToEnd(known) : null,
            ],
            now);
    }

    private static VerdictLevel LevelOf(ConnectionStage stage) => stage switch
    {
        ConnectionStage.Available => VerdictLevel.Well,
        ConnectionStage.Provisioning or ConnectionStage.Deprovisioning or ConnectionStage.Scheduled => VerdictLevel.Moving,
        ConnectionStage.Draft or ConnectionStage.AwaitingApproval or ConnectionStage.ChangesRequested or ConnectionStage.AwaitingConsumer
            or ConnectionStage.AwaitingConsumerDelete => VerdictLevel.Turn,
        ConnectionStage.Disconnected or ConnectionStage.CutOff => VerdictLevel.Bad,
        ConnectionStage.Unknown => VerdictLevel.Unknown,
        _ => VerdictLevel.Over,
    };

    private static Finding? Because(ConnectionStanding known) => known.Stage switch
    {
        ConnectionStage.CutOff => new(FindingKind.Because, known.CutOffBy == Party.Provider
            ? $"by the provider, because: {known.CutOffReason}" : $"by the network admins, because: {known.CutOffReason}"),
        ConnectionStage.Disconnected when known.WasRejected => new(FindingKind.Because, "the provider's side rejected its endpoint"),
        ConnectionStage.Disconnected => new(FindingKind.Because, "its endpoint was deleted or has failed in AWS"),
        _ => null,
    };

    /// <summary>The zones of the service that the connection is in; all of them where its own are not visible.</summary>
    private static IReadOnlyList<ZoneHealth> Zones(ConnectionStanding known) =>
        [.. known.Service.Zones.Where(zone => known.ZoneIds.Count == 0 || known.ZoneIds.Contains(zone.ZoneId))];

    /// <summary>Its own end or that of its service, whichever comes first.</summary>
    private static Finding? End(ConnectionStanding known)
    {
        var undo = known.Stage == ConnectionStage.CutOff && known.RestorableUntil is { } until
            ? new Finding(FindingKind.Ending, "it is deleted unless it is restored before", until) : null;
        var own = known.EndsAt is { } end ? new Finding(FindingKind.Ending, "that is the end that was asked for", end) : null;
        var withdrawn = known.ServiceEndsAt is { } withdrawal ? new Finding(FindingKind.Ending, "the provider withdraws the service", withdrawal) : null;
        return new[] { undo, own, withdrawn }.OfType<Finding>().MinBy(finding => finding.At);
    }

    private static Finding? Changed(ConnectionStanding known) =>
        ChangesByOthers.Judge(known.OpenDifferences, known.Sync == SyncState.Drifted && !known.IsTolerated);

    private static Finding EndToEnd(ConnectionStanding known) => known.Sync == SyncState.Unknown
        ? new(FindingKind.Unknown, "AWS has not been observed yet")
        : new(FindingKind.Unmeasured, "nothing in the consumer's VPC reports whether traffic flows");
}
