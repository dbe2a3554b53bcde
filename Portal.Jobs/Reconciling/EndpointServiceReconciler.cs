using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;

namespace Portal.Jobs.Reconciling;

/// <summary>Looks after services: load balancers, target groups, listeners, endpoint services and their permissions.</summary>
internal sealed class EndpointServiceReconciler(EndpointServiceObserver observer, RepairGrace grace) : Reconciler<EndpointServiceItem>
{
    // A target's first health checks take two intervals of ten seconds or more.
    private static readonly TimeSpan FirstChecks = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan ShortestPoll = TimeSpan.FromSeconds(2);

    public override SubjectKind Kind => SubjectKind.Service;

    public override WorkItem Begin(Claim claim, WorkRow work) => new EndpointServiceItem(claim, work.Conditions, work.Observation)
    {
        ObservedGeneration = work.ObservedGeneration,
    };

    protected override async Task LoadAsync(PortalDbContext context, IReadOnlyList<EndpointServiceItem> items, CancellationToken cancellationToken)
    {
        var ids = items.Select(item => item.Claim.Id).ToList();
        var services = await context.EndpointServices.AsNoTracking().Where(service => ids.Contains(service.Id))
            .ToDictionaryAsync(service => service.Id, cancellationToken);
        var grants = (await context.Grants.AsNoTracking().Where(grant => ids.Contains(grant.ServiceId)).ToListAsync(cancellationToken))
            .ToLookup(grant => grant.ServiceId);
        var unreadable = await context.Connections.WhereIs(connection => connection.Stage, ConnectionStage.Unknown)
            .Where(connection => ids.Contains(connection.ServiceId))
            .GroupBy(connection => connection.ServiceId).Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
        var rejected = await RejectedAsync(context, ids, cancellationToken);
        var books = await OperationLog.ReadAsync(context, Kind, ids, cancellationToken);
        foreach (var item in items)
        {
            if (!services.TryGetValue(item.Claim.Id, out var service))
            {
                item.End = RunEnd.Nothing;
                continue;
            }

            item.Service = service;
            item.History = books.GetValueOrDefault(item.Claim.Id) ?? OperationHistory.Empty;
            if (item.Service.Unreadable() is { } part)
            {
                item.LeaveToNewer(part);
            }
            else if (!EndpointServiceLifecycle.IsReconciled(item.Service.Stage))
            {
                item.End = RunEnd.Nothing;
            }
            else
            {
                item.Wanted = Wanted(item, [.. grants[item.Claim.Id]], unreadable.GetValueOrDefault(item.Claim.Id), [.. rejected[item.Claim.Id]]);
            }
        }
    }

    protected override Task ObserveAsync(IReadOnlyList<EndpointServiceItem> items, RoundReads reads, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var item in items)
        {
            item.PresenceTracker.Begin(item.History, now, item.IsEnding, item.Stale == ObservedParts.All);
        }

        return observer.ObserveAsync(items, reads, now, cancellationToken);
    }

    protected override ReconcileContext Plan(EndpointServiceItem item)
    {
        var (service, observation) = (item.Service, item.Observation!);
        var tolerance = grace.ToleranceOf(item.Before, service.WantedGeneration, service.DifferenceDecisions);
        var plan = EndpointServicePlanner.Plan(
            item.Wanted with { Tolerance = tolerance, Proposed = service.Proposal?.Spec, NotMadeYet = NotMadeYet.Of(service.Spec, item.History) },
            observation);
        var effects = EndpointServiceEffects.Of(service.Spec);
        var concerned = EndpointServiceContext.StagesToWake(item.Stored, observation, plan);
        return new EndpointServiceContext(service, concerned, observation, plan)
        {
            Subject = service.Subject,
            Id = service.Id,
            SubjectTag = PortalTags.Service,
            Now = observation.At,
            Version = service.Version,
            WantedGeneration = service.WantedGeneration,
            Effects = effects,
            // Nobody has to approve a publication: the provider's own spec says what may happen.
            ApprovedPlanHash = effects.PlanHash,
            Wanted = EndpointServiceLifecycle.IsWanted(service.Stage),
            IsEnding = plan.Mark is { } mark && EndpointServiceLifecycle.IsFinal(EndpointServiceLifecycle.Next(service.Stage, mark)),
            History = item.History,
            PresenceTracker = item.PresenceTracker,
            Observation = Encoding.UTF8.GetString(CanonicalJson.Bytes(observation)),
            Steps = plan.Steps,
            Sync = plan.Sync,
            WaitingFor = plan.WaitingFor,
            Blocked = plan.Blocked,
            Differences = plan.Differences,
            RestsFor = RestsFor(observation, plan),
            HasNews = plan.Mark is not null || concerned.Count > 0
                || (observation.Service.Value is { } seen && (seen.ServiceId != service.AwsServiceId || seen.ServiceName != service.AwsServiceName)),
        };
    }

    private static TimeSpan? RestsFor(EndpointServiceObservation observation, Plan<EndpointServiceAction> plan)
    {
        TimeSpan?[] next =
        [
            // What a service does as soon as it is available is not to wait until it is looked at again for another reason.
            plan.Mark == EndpointServiceAction.MarkAvailable && observation.Service.Value is { IsNameUnproven: true } ? TimeSpan.Zero : null,
            observation.TargetGroups.Values.Any(group => group.Value?.IsUnsettled == true) ? FirstChecks : null,
            NextProof(observation),
            RepairGrace.UntilNext(plan.Differences, observation.At),
        ];
        return next.Min();
    }

    /// <summary>When there may be news of the proof: soon while AWS looks for it, and when AWS is to be asked again.</summary>
    private static TimeSpan? NextProof(EndpointServiceObservation observation)
    {
        if (observation is not { Service.Value: { IsNameUnproven: true } service, PrivateDns.AwsAskedAt: { } askedAt })
        {
            return null;
        }

        var age = observation.At - askedAt;
        var left = EventualConsistency.Window - age;
        var wait = service.PrivateDnsNameState == PrivateDnsNameState.PendingVerification && age / 2 < left ? age / 2 : left;
        return wait > ShortestPoll ? wait : ShortestPoll;
    }

    /// <summary>What a connection has got since it was turned away is that connection's to accept or to reject.</summary>
    private static async Task<ILookup<Guid, string>> RejectedAsync(PortalDbContext context, List<Guid> ids, CancellationToken cancellationToken)
    {
        var used = RegisteredEndpoints.InUse(context, Guid.Empty);
        return (await context.RejectedEndpoints.AsNoTracking()
                .Where(one => ids.Contains(one.ServiceId) && one.LiftedAt == null && !used.Any(connection => connection.VpcEndpointId == one.VpcEndpointId))
                .Select(one => new { one.ServiceId, one.VpcEndpointId }).ToListAsync(cancellationToken))
            .ToLookup(one => one.ServiceId, one => one.VpcEndpointId);
    }

    private static EndpointServiceWanted Wanted(
        EndpointServiceItem item, IReadOnlyList<Grant> grants, int unreadableConnections, IReadOnlyList<string> rejected) => new(
        item.Service.Spec, item.Service.Stage,
        [.. grants.Where(grant => grant.ReleasedAt is null).Select(grant => grant.PrincipalArn).Distinct()],
        // What was allowed before anybody asked the portal is not the portal's to take away.
        [.. grants.Where(grant => grant.ReleasedAt is not null).Select(grant => grant.PrincipalArn).Distinct()
            .Where(principal => item.History.LastSucceeded(AllowPrincipalStep.Definition.Key(EndpointServicePlanner.Part(principal))) is not null)],
        item.Service.WithdrawAt is not null, unreadableConnections, item.Service.Name, item.Service.Tags, rejected);
}
