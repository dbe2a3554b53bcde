using Microsoft.EntityFrameworkCore;
using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Commands;
using Portal.Infrastructure.Data;

namespace Portal.Jobs.Reconciling;

/// <summary>What follows from one observation of a connection.</summary>
internal sealed class ConnectionContext(Connection seen, ConnectionObservation observation, Plan<ConnectionAction> plan) : ReconcileContext
{
    // Who was asked to delete an endpoint often does so at once, and nobody tells the portal.
    public static readonly TimeSpan FastPoll = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FastPollWindow = TimeSpan.FromMinutes(10);

    public static bool IsPolledFast(Connection connection, Plan<ConnectionAction> plan, DateTimeOffset now) =>
        plan.Mark == ConnectionAction.MarkAwaitingConsumerDelete
        || (connection.Stage == ConnectionStage.AwaitingConsumerDelete && now - connection.StageSince < FastPollWindow);

    public override bool? IsDone(StepKey key) => StepDefinitions.IsDone(seen.Spec, observation, key);

    public override AwsScope ScopeOf(Party side) => side == Party.Consumer ? seen.Spec.ConsumerScope : seen.Spec.ProviderScope;

    public override async Task ApplyAsync(PortalDbContext context, ChangeSet changes, CancellationToken cancellationToken)
    {
        var connection = await context.Connections.SingleAsync(connection => connection.Id == seen.Id, cancellationToken);
        if (connection.WantedGeneration != seen.WantedGeneration)
        {
            // A person wants something else by now; the next observation plans for that.
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
            changes.Track(connection);
            changes.DoNotWake(SubjectKind.Connection, connection.Id);
        }
    }

    /// <summary>
    /// What no longer needs the principal lets go of it, an endpoint that is cut off for good included; the service takes it away if nobody else does.
    /// </summary>
    private static async Task ReleaseGrantAsync(PortalDbContext context, ChangeSet changes, Connection connection, CancellationToken cancellationToken)
    {
        if (!ConnectionLifecycle.IsFinal(connection.Stage) && connection.Stage != ConnectionStage.AwaitingConsumerDelete)
        {
            return;
        }

        foreach (
            var grant in await context.Grants.Where(grant => grant.ConnectionId == connection.Id && grant.ReleasedAt == null).ToListAsync(cancellationToken))
        {
            grant.Release(changes.Now);
            changes.Wake(SubjectKind.Service, grant.ServiceId, connection.Spec.ProviderScope);
        }
    }
}
