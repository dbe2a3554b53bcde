using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;

namespace Portal.Jobs.Reconciling;

/// <summary>Looks after connections: their endpoints, the endpoints' acceptance and their private DNS.</summary>
internal sealed class ConnectionReconciler(EndpointObserver own, RegisteredEndpointObserver registered, RepairGrace grace) : Reconciler<ConnectionItem>
{
    private static readonly StepKey Create = CreateEndpointStep.Definition.Key();

    public override SubjectKind Kind => SubjectKind.Connection;

    public override WorkItem Begin(Claim claim, WorkRow work) => new ConnectionItem(claim, work.Conditions, work.Observation);

    protected override async Task LoadAsync(PortalDbContext context, IReadOnlyList<ConnectionItem> items, CancellationToken cancellationToken)
    {
        var ids = items.Select(item => item.Claim.Id).ToList();
        var connections = await context.Connections.AsNoTracking().Where(connection => ids.Contains(connection.Id))
            .ToDictionaryAsync(connection => connection.Id, cancellationToken);
        var serviceIds = connections.Values.Select(connection => connection.ServiceId).Distinct().ToList();
        var services = await context.EndpointServices.AsNoTracking().Where(service => serviceIds.Contains(service.Id))
            .ToDictionaryAsync(service => service.Id, cancellationToken);
        var seen = await context.Work.Where(work => work.Kind == SubjectKind.Service && serviceIds.Contains(work.Id))
            .ToDictionaryAsync(work => work.Id, work => work.Observation, cancellationToken);
        var observations = serviceIds.ToDictionary(id => id, id => Observations.Read<EndpointServiceObservation>(seen.GetValueOrDefault(id)));
        var books = await OperationLog.ReadAsync(context, Kind, ids, cancellationToken);
        foreach (var item in items)
        {
            if (!connections.TryGetValue(item.Claim.Id, out var connection))
            {
                item.End = RunEnd.Nothing;
                continue;
            }

            item.Connection = connection;
            item.History = books.GetValueOrDefault(item.Claim.Id) ?? OperationHistory.Empty;
            if (item.Connection.Unreadable() is { } part)
            {
                item.LeaveToNewer(part);
            }
            else if (!ConnectionLifecycle.IsReconciled(item.Connection.Stage))
            {
                item.End = RunEnd.Nothing;
            }
            else
            {
                item.Service = Facts(item.Connection, services[item.Connection.ServiceId], observations[item.Connection.ServiceId]);
                item.EndpointName = $"{services[item.Connection.ServiceId].Name} endpoint";
            }
        }
    }

    protected override async Task ObserveAsync(IReadOnlyList<ConnectionItem> items, RoundReads reads, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var item in items)
        {
            // Its two sides are read with those of many others: there is no part of it that would be worth leaving out.
            item.TouchAll();
            item.PresenceTracker.Begin(item.History, now, item.IsEnding, isWhole: true);
        }

        await CutOffObserver.ObserveAsync([.. items.Where(item => item.IsCutOff)], reads, now);
        await own.ObserveAsync([.. items.Where(item => !item.Connection.Spec.SelfManaged && !item.IsCutOff)], reads, now, cancellationToken);
        await registered.ObserveAsync([.. items.Where(item => item.Connection.Spec.SelfManaged)], reads, now, cancellationToken);
    }

    protected override ReconcileContext Plan(ConnectionItem item)
    {
        var (connection, observation) = (item.Connection, item.Observation!);
        var plan = ConnectionPlanner.Plan(
            new(
                connection.Spec, connection.Stage, connection.Reconnecting, item.History.Unresolved(item.Obtain) is not null,
                WasAcceptedAgain(connection, item.History, observation.At), connection.CutOffBy,
                item.Tags)
            {
                IsToBeAdopted = item.IsToBeAdopted,
                Tolerance = grace.ToleranceOf(item.Before, connection.WantedGeneration, connection.DifferenceDecisions),
                Proposed = connection.Proposal?.Spec,
                HadPrivateDns = HadPrivateDns(item.History),
            }, observation);
        return new ConnectionContext(connection, observation, plan)
        {
            Subject = connection.Subject,
            Id = connection.Id,
            SubjectTag = PortalTags.Connection,
            Now = observation.At,
            Version = connection.Version,
            WantedGeneration = connection.WantedGeneration,
            Effects = connection.Effects,
            ApprovedPlanHash = connection.ApprovedPlanHash,
            Wanted = item.IsWanted,
            EndsAt = connection.EndsAt,
            IsEnding = plan.Mark is { } mark && ConnectionLifecycle.IsFinal(ConnectionLifecycle.Next(connection.Stage, mark)),
            AskedAt = connection.AskedAt,
            History = item.History,
            PresenceTracker = item.PresenceTracker,
            Observation = Encoding.UTF8.GetString(CanonicalJson.Bytes(observation)),
            Steps = plan.Steps,
            Sync = plan.Sync,
            WaitingFor = plan.WaitingFor,
            Blocked = plan.Blocked,
            Differences = plan.Differences,
            RestsFor = ConnectionContext.IsPolledFast(connection, plan, observation.At)
                ? ConnectionContext.FastPoll : RepairGrace.UntilNext(plan.Differences, observation.At),
            HasNews = plan.Mark is not null || ConnectionContext.WasRejectedBefore(connection, observation)
                || (observation.Endpoint.Value is { } endpoint && endpoint.VpcEndpointId != connection.VpcEndpointId),
        };
    }

    /// <summary>One wish of a person is one acceptance: whoever rejects the endpoint again after that means it, for however long.</summary>
    private static bool WasAcceptedAgain(Connection connection, OperationHistory history, DateTimeOffset now) => connection.Reconnecting
        && history.Operations.Any(operation => operation.Outcome == OperationOutcome.Succeeded && operation.CreatedAt >= connection.AskedAt
            && operation.Key.TypeName == AcceptConnectionStep.Definition.Name
            && (operation.EffectSeenAt is not null || now - operation.CreatedAt > EventualConsistency.Window));

    /// <summary>
    /// Whether the portal has switched private DNS on at the present endpoint and AWS has shown that, or has taken it over with it, and no person wanted it off
    /// since.
    /// </summary>
    private static bool HadPrivateDns(OperationHistory history) =>
        (history.LastSucceeded(AdoptEndpointStep.Definition.Key()) is { Request.Value.Call: AdoptEndpointCall { PrivateDns: true } } adopted
            && !(history.Latest(DisablePrivateDnsStep.Definition.Key())?.CreatedAt > adopted.CreatedAt))
        || HasSwitchedOn(history);

    private static bool HasSwitchedOn(OperationHistory history) =>
        history.Latest(EnablePrivateDnsStep.Definition.Key()) is { Outcome: OperationOutcome.Succeeded, EffectSeenAt: not null } on
        && !(history.Latest(DisablePrivateDnsStep.Definition.Key())?.CreatedAt > on.CreatedAt)
        && !(history.Latest(Create)?.CreatedAt > on.CreatedAt);

    private static ServiceFacts Facts(Connection connection, EndpointService service, EndpointServiceObservation? seen) => new(
        service.Unreadable() is null ? service.Stage : EndpointServiceStage.Unknown, service.AwsServiceId, service.AwsServiceName,
        seen?.Principals.Contains(connection.Spec.PrincipalArn) == true,
        service.Spec.PrivateDnsName, seen?.Service.Value?.PrivateDnsNameState ?? PrivateDnsNameState.Unknown);
}
