using Microsoft.EntityFrameworkCore;
using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Commands;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;

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
            if (mark == ConnectionAction.MarkDisconnected && observation.WasRejected)
            {
                connection.NoteRejection(plan.Because ?? "It was rejected in AWS");
            }
        }

        if (WasRejectedBefore(connection, observation))
        {
            connection.NoteRejection("It was rejected in AWS before it was available");
        }

        if (ConnectionLifecycle.IsFinal(connection.Stage))
        {
            await OpenOperations.CloseAsync(
                context, SubjectKind.Connection, connection.Id, "The connection has ended, and nothing of it is left in AWS", Now, cancellationToken);
        }

        if (NeedsNoPrincipal(connection))
        {
            await ConnectionGrants.ReleaseAsync(context, changes, connection, cancellationToken);
        }

        if (connection.Version != seen.Version)
        {
            changes.Track(connection);
            changes.DoNotWake(SubjectKind.Connection, connection.Id);
        }
    }

    /// <summary>Whether the provider's side turned it away before it was ever connected, and nobody has asked for it to be accepted since.</summary>
    public static bool WasRejectedBefore(Connection connection, ConnectionObservation observation) =>
        connection is { Stage: ConnectionStage.Provisioning, Reconnecting: false, CutOffBy: null } && observation.WasRejected;

    /// <summary>
    /// Whether it lets go of the principal, which the service takes away if nobody else needs it: what is cut off for good, and waits only for the consumer's
    /// side to delete it, keeps no service from being withdrawn.
    /// </summary>
    private bool NeedsNoPrincipal(Connection connection) =>
        ConnectionLifecycle.IsFinal(connection.Stage) || connection.Stage == ConnectionStage.AwaitingConsumerDelete
        || (connection.Stage == ConnectionStage.Deprovisioning && observation.ProviderSide is { } state && !RejectConnectionStep.IsConnected(state));
}
