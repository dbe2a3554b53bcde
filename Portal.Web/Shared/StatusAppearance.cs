using Portal.Domain.Accounts;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;
using Portal.Domain.Reviews;
using Portal.Domain.Verdicts;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;

namespace Portal.Web.Shared;

/// <summary>How every state looks, in one place.</summary>
internal static class StatusAppearance
{
    public static Tone Of(ConnectionStage stage) => stage switch
    {
        ConnectionStage.Available => Tone.Good,
        ConnectionStage.AwaitingApproval or ConnectionStage.ChangesRequested or ConnectionStage.AwaitingConsumer or ConnectionStage.AwaitingConsumerDelete =>
            Tone.Turn,
        ConnectionStage.Provisioning or ConnectionStage.Deprovisioning or ConnectionStage.Scheduled => Tone.Moving,
        ConnectionStage.Disconnected or ConnectionStage.CutOff => Tone.Bad,
        ConnectionStage.Unknown => Tone.Doubtful,
        _ => Tone.Quiet,
    };

    public static Tone Of(EndpointServiceStage stage) => stage switch
    {
        EndpointServiceStage.Available => Tone.Good,
        EndpointServiceStage.Publishing or EndpointServiceStage.Withdrawing => Tone.Moving,
        EndpointServiceStage.Draining or EndpointServiceStage.Unknown => Tone.Doubtful,
        EndpointServiceStage.Lost => Tone.Bad,
        _ => Tone.Quiet,
    };

    public static Tone Of(VerdictLevel level) => level switch
    {
        VerdictLevel.Well => Tone.Good,
        VerdictLevel.Moving => Tone.Moving,
        VerdictLevel.Turn => Tone.Turn,
        VerdictLevel.Attention or VerdictLevel.Unknown => Tone.Doubtful,
        VerdictLevel.Bad => Tone.Bad,
        _ => Tone.Quiet,
    };

    public static Tone Of(ReviewState state) => state switch
    {
        ReviewState.Open => Tone.Turn,
        ReviewState.Approved => Tone.Good,
        ReviewState.Denied => Tone.Bad,
        ReviewState.ChangesRequested or ReviewState.Unknown => Tone.Doubtful,
        _ => Tone.Quiet,
    };

    public static Tone Of(ReviewVerdict verdict) => verdict switch
    {
        ReviewVerdict.Approve => Tone.Good,
        ReviewVerdict.Deny => Tone.Bad,
        _ => Tone.Doubtful,
    };

    public static Tone Of(HealthVerdict verdict) => verdict switch
    {
        HealthVerdict.Healthy => Tone.Good,
        HealthVerdict.Degraded => Tone.Doubtful,
        HealthVerdict.Down => Tone.Bad,
        _ => Tone.Quiet,
    };

    public static Tone Of(SyncState sync) => sync switch
    {
        SyncState.InSync => Tone.Good,
        SyncState.Converging => Tone.Moving,
        SyncState.Drifted => Tone.Doubtful,
        _ => Tone.Quiet,
    };

    public static Tone Of(TargetHealthState health) => health switch
    {
        TargetHealthState.Healthy => Tone.Good,
        TargetHealthState.Unhealthy => Tone.Bad,
        TargetHealthState.Unavailable => Tone.Doubtful,
        TargetHealthState.Initial or TargetHealthState.Draining => Tone.Moving,
        _ => Tone.Quiet,
    };

    public static Tone Of(AccountStage stage) => stage switch
    {
        AccountStage.Proven => Tone.Good,
        AccountStage.Registered => Tone.Turn,
        AccountStage.AccessLost => Tone.Bad,
        AccountStage.Unknown => Tone.Doubtful,
        _ => Tone.Quiet,
    };

    public static Tone Of(OperationOutcome outcome) => outcome switch
    {
        OperationOutcome.Succeeded => Tone.Good,
        OperationOutcome.Open => Tone.Moving,
        OperationOutcome.Unknown => Tone.Doubtful,
        _ => Tone.Quiet,
    };

    public static Tone Of(AttemptOutcome outcome) => outcome switch
    {
        AttemptOutcome.Succeeded => Tone.Good,
        AttemptOutcome.Unknown => Tone.Doubtful,
        _ => Tone.Bad,
    };

    public static string CssClass(Tone tone) => tone.ToString().ToLowerInvariant();
}
