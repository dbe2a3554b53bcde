using Portal.Domain;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;
using Portal.Domain.Verdicts;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;

namespace Portal.Infrastructure.EndpointServices;

/// <summary>A service as people read it.</summary>
/// <param name="Aws">What AWS shows of it; none while nothing is visible.</param>
/// <param name="Own">What only its own team and admins see; none for others.</param>
/// <param name="Verdict">How it stands, in one line, and everything that was found.</param>
/// <param name="Unreadable">What is stored of it that this version of the portal cannot read; none where it reads everything.</param>
/// <param name="PrivateDns">Its private DNS name with the proof of it; none without such a name.</param>
public sealed record EndpointServiceView(
    Guid Id, string Name, string Description, TeamView ProviderTeam,
    EndpointServiceStage Stage, int Version, DateTimeOffset CreatedAt, DateTimeOffset StageSince,
    string Region, IReadOnlyList<string> ZoneIds, IReadOnlyList<ListenerView> Listeners, string? PrivateDnsName,
    DateTimeOffset? WithdrawAt, string? WithdrawalMessage, SyncView Sync, HealthReport Health, WaitingView? WaitingFor, BlockedView? Blocked,
    EndpointServiceAwsView? Aws, EndpointServiceOwnView? Own, Verdict Verdict, UnreadablePart? Unreadable = null, PrivateDnsView? PrivateDns = null)
{
    internal static EndpointServiceView Of(EndpointService service, TeamView team, WorkRow? work, bool own, UnreadablePart? unreadable, DateTimeOffset now)
    {
        var seen = Observations.Read<EndpointServiceObservation>(work?.Observation);
        var health = EndpointServiceHealth.Of(service.Spec, seen, own);
        // What is in the way may name the provider's subnets and roles.
        var (waiting, blocked) = (own && unreadable is null ? WaitingView.Of(work) : null, BlockedOf(work, own, unreadable));
        return new(
            service.Id, service.Name, service.Description, team, service.Stage, service.Version, service.CreatedAt, service.StageSince,
            service.Spec.Region, [.. service.Spec.Subnets.Select(subnet => subnet.ZoneId)],
            [.. service.Spec.Listeners.Select(listener => new ListenerView(listener.Protocol, listener.Port))], service.Spec.PrivateDnsName,
            service.WithdrawAt, service.WithdrawalMessage,
            new(work?.Conditions.Sync ?? SyncState.Unknown, work?.ObservedAt), health, waiting, blocked,
            EndpointServiceAwsView.Of(seen),
            own ? EndpointServiceOwnView.Of(service, seen, work) : null,
            VerdictOf(service, seen, work, own, unreadable is { Part: "stage" } ? unreadable.Text : null, health, waiting, blocked, now),
            unreadable is { Part: not "stage" } && !own ? unreadable with { Text = null } : unreadable,
            PrivateDnsView.Of(service, seen, work, own));
    }

    private static Verdict VerdictOf(
        EndpointService service, EndpointServiceObservation? seen, WorkRow? work, bool own, string? storedStage, HealthReport health, WaitingView? waiting,
        BlockedView? blocked, DateTimeOffset now)
    {
        var differences = DifferenceView.Of(work);
        var open = DifferenceView.Open(differences);
        return EndpointServiceVerdict.Of(
            new(service.Stage, EnumWords.Said(service.Stage, storedStage), health)
            {
                BlockedCause = blocked?.Cause,
                Turn = waiting is null ? null : new Waiting(waiting.Who, waiting.What).Clause(),
                Sync = work?.Conditions.Sync ?? SyncState.Unknown,
                OpenDifferences = own ? open : [],
                IsTolerated = differences.Count > 0 && open.Count == 0,
                WithdrawAt = service.WithdrawAt,
                UnprovedName = seen?.Service.Value is { IsNameUnproven: true } ? service.Spec.PrivateDnsName : null,
            },
            now);
    }

    private static BlockedView? BlockedOf(WorkRow? work, bool own, UnreadablePart? unreadable) =>
        unreadable is not null ? BlockedView.Of(unreadable with { Text = unreadable.Part == "stage" ? unreadable.Text : null })
        : own ? BlockedView.Of(work)
        : null;
}

public sealed record ListenerView(string Protocol, int Port);
