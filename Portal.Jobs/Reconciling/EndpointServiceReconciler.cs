using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;

namespace Portal.Jobs.Reconciling;

/// <summary>Looks after a service: load balancer, target groups, listeners, endpoint service and its permissions.</summary>
internal sealed class EndpointServiceReconciler(IDbContextFactory<PortalDbContext> contexts, OperationLog log, EndpointServiceObserver observer, LookIntervals intervals) : IReconciler
{
    // A target's first health checks take two intervals of ten seconds or more.
    private static readonly TimeSpan FirstChecks = TimeSpan.FromSeconds(10);

    public SubjectKind Kind => SubjectKind.Service;

    public async Task<Situation?> LookAsync(Guid id, WorkConditions before, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var service = await context.EndpointServices.AsNoTracking().SingleAsync(service => service.Id == id, cancellationToken);
        if (!EndpointServiceLifecycle.IsReconciled(service.RequireReadable().Stage))
        {
            return null;
        }

        var book = await log.ReadAsync(Kind, id, cancellationToken);
        var now = await WorkTable.NowAsync(context, cancellationToken);
        var grants = await context.Grants.AsNoTracking().Where(grant => grant.ServiceId == id).ToListAsync(cancellationToken);
        var wanted = new EndpointServiceWanted(
            service.Spec, service.Stage,
            [.. grants.Where(grant => grant.ReleasedAt is null).Select(grant => grant.PrincipalArn).Distinct()],
            // What was allowed before anybody asked the portal is not the portal's to take away.
            [.. grants.Where(grant => grant.ReleasedAt is not null).Select(grant => grant.PrincipalArn).Distinct()
                .Where(principal => book.Made(AllowPrincipalStep.Definition.Key(EndpointServicePlanner.Part(principal))) is not null)],
            service.WithdrawAt is not null,
            await context.Connections.WhereIs(connection => connection.Stage, ConnectionStage.Unknown).CountAsync(connection => connection.ServiceId == id, cancellationToken));
        var sightings = new Sightings(book, before.Absences, now, service.Stage == EndpointServiceStage.Withdrawing);
        var earlier = await context.Work.Where(work => work.Kind == Kind && work.Id == id).Select(work => work.Observation).SingleOrDefaultAsync(cancellationToken);
        var observation = await observer.ObserveAsync(service, book, sightings, now, cancellationToken);
        return Describe(service, book, sightings, Observations.Read<EndpointServiceObservation>(earlier), observation,
            EndpointServicePlanner.Plan(wanted, observation));
    }

    private Situation Describe(
        EndpointService service, OperationBook book, Sightings sightings, EndpointServiceObservation? earlier, EndpointServiceObservation observation, Plan<EndpointServiceAction> plan)
    {
        var effects = EndpointServiceEffects.Of(service.Spec);
        return new()
        {
            Kind = Kind,
            Id = service.Id,
            Subject = service.Subject,
            SubjectTag = PortalTags.Service,
            Now = observation.At,
            Version = service.Version,
            WantedGeneration = service.WantedGeneration,
            Effects = effects,
            // Nobody has to approve a publication: the provider's own spec says what may happen.
            ApprovedPlanHash = effects.PlanHash,
            Wanted = EndpointServiceLifecycle.IsWanted(service.Stage),
            IsEnding = plan.Mark is { } mark && EndpointServiceLifecycle.IsFinal(EndpointServiceLifecycle.Next(service.Stage, mark)),
            Book = book,
            Sightings = sightings,
            Observation = Encoding.UTF8.GetString(CanonicalJson.Bytes(observation)),
            Steps = plan.Steps,
            Sync = plan.Sync,
            WaitingFor = plan.WaitingFor,
            Blocked = plan.Blocked,
            IsDone = key => StepDefinitions.IsDone(service.Spec, observation, key),
            Scope = _ => EndpointServiceObserver.Scope(service),
            Rest = HasUnsettledTargets(observation) && FirstChecks < intervals.Rest ? FirstChecks : intervals.Rest,
            Apply = (context, changes, cancellationToken) => ApplyAsync(context, changes, service, WhoHearsNews(earlier, observation, plan), observation, plan, cancellationToken),
        };
    }

    private static bool HasUnsettledTargets(EndpointServiceObservation seen) =>
        seen.TargetGroups.Values.SelectMany(group => group.Value?.Targets ?? []).Any(target => target.Health is TargetHealthState.Initial or TargetHealthState.Draining);

    private async Task ApplyAsync(
        PortalDbContext context, ChangeSet changes, EndpointService seen, ConnectionStage[] listeners, EndpointServiceObservation observation, Plan<EndpointServiceAction> plan, CancellationToken cancellationToken)
    {
        await WakeConnectionsAsync(context, changes, seen.Id, listeners, cancellationToken);
        var service = await context.EndpointServices.SingleAsync(service => service.Id == seen.Id, cancellationToken);
        if (service.WantedGeneration != seen.WantedGeneration)
        {
            return;
        }

        if (observation.Service.Value is { } configuration)
        {
            service.Identify(configuration.ServiceId, configuration.ServiceName);
        }

        if (plan.Mark is { } mark)
        {
            service.Mark(mark, plan.Because, changes.Now);
        }

        if (service.Version != seen.Version)
        {
            changes.Take(service);
            changes.DoNotWake(Kind, service.Id);
        }
    }

    /// <summary>The stages in which connections would read something new of the service: what waits for people is not to be disturbed at every look.</summary>
    private static ConnectionStage[] WhoHearsNews(EndpointServiceObservation? earlier, EndpointServiceObservation now, Plan<EndpointServiceAction> plan) =>
        // Private DNS of an endpoint that works already may be waiting for the name to be proved.
        earlier?.Service.Value?.PrivateDnsNameState != now.Service.Value?.PrivateDnsNameState ? [ConnectionStage.Provisioning, ConnectionStage.Available]
        : plan.Mark is null && earlier is not null && earlier.Service.Value?.ServiceName == now.Service.Value?.ServiceName && earlier.Service.Value?.State == now.Service.Value?.State
            && earlier.Principals.Order().SequenceEqual(now.Principals.Order()) ? []
        : [ConnectionStage.Provisioning];

    /// <summary>A connection that waits for this service reads what was just seen of it.</summary>
    private static async Task WakeConnectionsAsync(PortalDbContext context, ChangeSet changes, Guid serviceId, ConnectionStage[] stages, CancellationToken cancellationToken)
    {
        if (stages.Length == 0)
        {
            return;
        }

        var waiting = await context.Connections.Where(connection => connection.ServiceId == serviceId && stages.Contains(connection.Stage))
            .Select(connection => connection.Id).ToListAsync(cancellationToken);
        foreach (var id in waiting)
        {
            changes.Wake(SubjectKind.Connection, id);
        }
    }
}
