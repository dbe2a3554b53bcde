using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;

namespace Portal.Domain.Verdicts;

/// <summary>How a service stands, for one who may read what it is made of.</summary>
public static class EndpointServiceVerdict
{
    public static Verdict Of(EndpointServiceStanding known, DateTimeOffset now)
    {
        var serves = known.Stage is EndpointServiceStage.Available or EndpointServiceStage.Draining;
        return Verdict.Of(
            LevelOf(known.Stage), known.StageText,
            [
                known.BlockedCause is { } cause ? new(FindingKind.Blocked, cause) : null,
                known.Stage == EndpointServiceStage.Lost
                    ? new(FindingKind.Because, "the endpoint service is gone from AWS; the portal goes on looking for it") : null,
                known is { BlockedCause: null, Turn: { } turn } ? new(FindingKind.Turn, turn) : null,
                serves ? ServingZones.Judge(known.Health.Zones) : null,
                serves ? ChangesByOthers.Judge(known.OpenDifferences, known.Sync == SyncState.Drifted && !known.IsTolerated) : null,
                known is { Stage: EndpointServiceStage.Draining, WithdrawAt: { } at }
                    ? new(FindingKind.Ending, "then its connections are deleted and it is withdrawn", at) : null,
                serves && known.UnprovedName is { } name ? new(FindingKind.Unproved, $"{name} is not proved yet, so no endpoint can use it") : null,
            ],
            now);
    }

    private static VerdictLevel LevelOf(EndpointServiceStage stage) => stage switch
    {
        EndpointServiceStage.Available or EndpointServiceStage.Draining => VerdictLevel.Well,
        EndpointServiceStage.Publishing or EndpointServiceStage.Withdrawing => VerdictLevel.Moving,
        EndpointServiceStage.Draft => VerdictLevel.Turn,
        EndpointServiceStage.Lost => VerdictLevel.Bad,
        EndpointServiceStage.Unknown => VerdictLevel.Unknown,
        _ => VerdictLevel.Over,
    };
}
