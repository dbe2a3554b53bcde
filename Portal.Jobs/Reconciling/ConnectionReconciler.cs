using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Networking;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;

namespace Portal.Jobs.Reconciling;

/// <summary>Looks after a connection: its endpoint, the endpoint's acceptance and its private DNS.</summary>
internal sealed class ConnectionReconciler(
    IDbContextFactory<PortalDbContext> contexts, OperationLog log, EndpointObserver own, BroughtEndpointObserver brought, LookIntervals intervals)
    : IReconciler
{
    // Who was asked to delete an endpoint often does so at once, and nobody tells the portal.
    private static readonly TimeSpan Hopeful = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan WhileHopeful = TimeSpan.FromSeconds(5);

    private static readonly StepKey Create = CreateEndpointStep.Definition.Key();

    public SubjectKind Kind => SubjectKind.Connection;

    public async Task<Situation?> LookAsync(Guid id, WorkConditions before, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var connection = await context.Connections.AsNoTracking().SingleAsync(connection => connection.Id == id, cancellationToken);
        if (!ConnectionLifecycle.IsReconciled(connection.RequireReadable().Stage))
        {
            return null;
        }

        var now = await WorkTable.NowAsync(context, cancellationToken);
        var book = await log.ReadAsync(Kind, id, cancellationToken);
        var sightings = new Sightings(book, before.Absences, now, IsEnding(connection));
        var facts = await FactsAsync(context, connection, cancellationToken);
        var observation = connection.Spec.SelfManaged
            ? await brought.ObserveAsync(context, connection, facts, book, sightings, now, cancellationToken)
            : await own.ObserveAsync(connection, facts, book, sightings, now, cancellationToken);
        var plan = ConnectionPlanner.Plan(
            new(connection.Spec, connection.Stage, connection.Reconnecting, book.Unresolved(Create) is not null, RecentAccepts(book, now)), observation);
        return Describe(connection, book, sightings, observation, plan);
    }

    /// <summary>A self-managed endpoint is its owner's to delete: the portal sends no deletion whose answer could tell.</summary>
    private static bool IsEnding(Connection connection) => connection.Stage == ConnectionStage.Deprovisioning && !connection.Spec.SelfManaged;

    private Situation Describe(Connection connection, OperationBook book, Sightings sightings, ConnectionObservation observation, Plan<ConnectionAction> plan) => new()
    {
        Kind = Kind,
        Id = connection.Id,
        Subject = connection.Subject,
        SubjectTag = PortalTags.Connection,
        Now = observation.At,
        Version = connection.Version,
        WantedGeneration = connection.WantedGeneration,
        Effects = connection.Effects,
        ApprovedPlanHash = connection.ApprovedPlanHash,
        Wanted = ConnectionLifecycle.IsWanted(connection.Stage),
        IsEnding = plan.Mark is { } mark && ConnectionLifecycle.IsFinal(ConnectionLifecycle.Next(connection.Stage, mark)),
        AskedAt = connection.Reconnecting ? connection.StageSince : null,
        Book = book,
        Sightings = sightings,
        Observation = Encoding.UTF8.GetString(CanonicalJson.Bytes(observation)),
        Steps = plan.Steps,
        Sync = plan.Sync,
        WaitingFor = plan.WaitingFor,
        Blocked = plan.Blocked,
        IsDone = key => StepDefinitions.IsDone(connection.Spec, observation, key),
        Scope = side => side == Party.Consumer ? Consumer(connection) : Provider(connection),
        Rest = IsHopeful(connection, plan, observation.At) && WhileHopeful < intervals.Rest ? WhileHopeful : intervals.Rest,
        Apply = (context, changes, cancellationToken) => ApplyAsync(context, changes, connection, observation, plan, cancellationToken),
    };

    private async Task ApplyAsync(
        PortalDbContext context, ChangeSet changes, Connection seen, ConnectionObservation observation, Plan<ConnectionAction> plan, CancellationToken cancellationToken)
    {
        var connection = await context.Connections.SingleAsync(connection => connection.Id == seen.Id, cancellationToken);
        if (connection.WantedGeneration != seen.WantedGeneration)
        {
            // A person wants something else by now; the next look plans for that.
            return;
        }

        if (observation.Endpoint.Value is { } endpoint)
        {
            connection.Identify(endpoint.VpcEndpointId);
        }

        if (plan.Mark is { } mark)
        {
            connection.Mark(mark, plan.Because, changes.Now);
            await ReleaseGrantAsync(context, changes, connection, cancellationToken);
        }

        if (connection.Version != seen.Version)
        {
            changes.Take(connection);
            changes.DoNotWake(Kind, connection.Id);
        }
    }

    private static bool IsHopeful(Connection connection, Plan<ConnectionAction> plan, DateTimeOffset now) =>
        plan.Mark == ConnectionAction.MarkAwaitingConsumerDelete || (connection.Stage == ConnectionStage.AwaitingConsumerDelete && now - connection.StageSince < Hopeful);

    private static int RecentAccepts(OperationBook book, DateTimeOffset now) => book.Operations.Count(operation =>
        operation.Outcome == OperationOutcome.Succeeded && operation.Key.TypeName == AcceptConnectionStep.Definition.Name && now - operation.CreatedAt < ConnectionPlanner.AcceptWindow);

    private static async Task<ServiceFacts> FactsAsync(PortalDbContext context, Connection connection, CancellationToken cancellationToken)
    {
        var service = await context.EndpointServices.AsNoTracking().SingleAsync(service => service.Id == connection.ServiceId, cancellationToken);
        var json = await context.Work.Where(work => work.Kind == SubjectKind.Service && work.Id == service.Id).Select(work => work.Observation).SingleOrDefaultAsync(cancellationToken);
        var seen = Observations.Read<EndpointServiceObservation>(json);
        return new(
            service.Unreadable() is null ? service.Stage : EndpointServiceStage.Unknown, service.AwsServiceId, service.AwsServiceName, seen?.Principals.Contains(connection.Spec.PrincipalArn) == true,
            service.Spec.PrivateDnsName, seen?.Service.Value?.PrivateDnsNameState ?? PrivateDnsNameState.Unknown);
    }

    /// <summary>What no longer needs the principal lets go of it, an endpoint that is cut off for good included; the service takes it away if nobody else does.</summary>
    private static async Task ReleaseGrantAsync(PortalDbContext context, ChangeSet changes, Connection connection, CancellationToken cancellationToken)
    {
        if (!ConnectionLifecycle.IsFinal(connection.Stage) && connection.Stage != ConnectionStage.AwaitingConsumerDelete)
        {
            return;
        }

        foreach (var grant in await context.Grants.Where(grant => grant.ConnectionId == connection.Id && grant.ReleasedAt == null).ToListAsync(cancellationToken))
        {
            grant.Release(changes.Now);
            changes.Wake(SubjectKind.Service, grant.ServiceId);
        }
    }

    private static AwsScope Consumer(Connection connection) => new(connection.Spec.AccountId, connection.Spec.Region);

    private static AwsScope Provider(Connection connection) => new(connection.Spec.ServiceAccountId, connection.Spec.ServiceRegion);
}
