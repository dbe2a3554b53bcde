using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Aws.Steps;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Recovery;
using Portal.Jobs.Reconciling;
using Portal.Testing.Worlds;

namespace Portal.Jobs.Tests.Reconciling;

/// <summary>What is sent, what is not, and what is written down when sending goes wrong in a way that nobody foresaw.</summary>
public sealed class SendingTests(PortalCluster cluster) : Engine(cluster)
{
    [Theory]
    [InlineData("update connection set approved_plan_hash = null", "nothing is approved")]
    [InlineData("update connection set spec = jsonb_set(spec, '{privateDns}', 'true')", "not what the spec would cause")]
    public async Task Nothing_is_sent_of_what_nobody_has_approved(string tampering, string because)
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var id = await world.ApprovedAsync(service, Cancel);
        await using (var context = world.Open())
        {
            await context.Database.ExecuteSqlRawAsync(
                tampering.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal), Cancel);
        }

        await world.SettleAsync(Cancel);

        var connection = await world.ConnectionAsync(id, Cancel);
        Assert.Equal((ConnectionStage.Provisioning, null), (connection.Stage, connection.VpcEndpointId));
        Assert.Empty(await world.OperationsAsync(id, Cancel));
        var blocked = (await world.WorkAsync(SubjectKind.Connection, id, Cancel)).Conditions.Blocked;
        Assert.Equal(Party.Operator, blocked?.Owner);
        Assert.Contains(because, blocked?.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sending_that_fails_in_a_way_that_nobody_foresaw_is_told_and_made_good()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var id = await world.ApprovedAsync(service, Cancel);
        await world.Portal.RunAsync(SubjectKind.Service, service, Cancel);

        using var broken = new AwsClients(Options.Create(new AwsOptions()), (_, _) => throw new NotSupportedException("Nobody foresaw this."), world.Clock);
        var scope = (await world.ConnectionAsync(id, Cancel)).Spec.WorkScope;
        await JobWith(world, new StepGateway(broken)).RunAsync(scope.AccountId, scope.Region, Cancel);

        var operation = Assert.Single(await world.OperationsAsync(id, Cancel));
        var attempt = Assert.Single(await world.AttemptsAsync(operation.Id, Cancel));
        Assert.Equal((OperationOutcome.Open, AttemptOutcome.Unknown), (operation.Outcome, attempt.Outcome));
        Assert.Contains("Nobody foresaw this.", attempt.ErrorMessage, StringComparison.Ordinal);
        var work = await world.WorkAsync(SubjectKind.Connection, id, Cancel);
        Assert.Contains("NotSupportedException", work.Conditions.LastError, StringComparison.Ordinal);
        Assert.Equal((null, null), (work.LeaseUntil, work.Conditions.Blocked));
        Assert.NotNull(work.DueAt);

        await world.SettleAsync(Cancel);
        Assert.Equal(ConnectionStage.Available, (await world.ConnectionAsync(id, Cancel)).Stage);
        Assert.Equal(2, (await world.AttemptsAsync(operation.Id, Cancel)).Count);
    }

    private static ScopeReconciler JobWith(PortalWorld world, StepGateway gateway) => new(
        world.Get<IDbContextFactory<PortalDbContext>>(), world.Get<IEnumerable<IReconciler>>(), world.Get<EndpointServiceGateway>(), world.Get<OperationLog>(),
        new StepSender(world.Get<OperationLog>(), gateway, world.Get<RecoveryGate>(), NullLogger<StepSender>.Instance),
            world.Get<RunConclusion>(), world.Get<WorkerName>(), world.Clock,
        NullLogger<ScopeReconciler>.Instance);
}
