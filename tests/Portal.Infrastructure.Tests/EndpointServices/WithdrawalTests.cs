using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Domain.Connections;
using Portal.Domain.Reviews;
using Portal.Infrastructure.Commands;
using Portal.Infrastructure.EndpointServices;
using Portal.Infrastructure.Tests.Data;
using Portal.Testing.Worlds;

namespace Portal.Infrastructure.Tests.EndpointServices;

public sealed class WithdrawalTests(PortalCluster cluster) : WorldTest(cluster)
{
    [Fact]
    public async Task A_withdrawal_reads_as_often_for_seven_connections_as_for_one()
    {
        await using var world = await StartAsync();
        var service = await world.StoreServiceAsync(Cancel);
        await world.RequestAsync(service, Cancel);
        for (var number = 0; number < 3; number++)
        {
            await world.ApprovedAsync(service, Cancel);
            await world.RequestAsync(service, Cancel);
        }

        var contexts = new CountedContexts(world);
        await using var context = contexts.CreateDbContext();
        var withdrawn = await context.EndpointServices.SingleAsync(row => row.Id == service, Cancel);
        var changes = new ChangeSet(context, Actor.System("test"), world.Clock);
        contexts.Clear();

        await EndpointServiceWithdrawal.TerminateConnectionsAsync(context, changes, withdrawn, Cancel);

        // The connections, the open rounds of those that are denied, and of those that are deleted.
        Assert.Equal(3, contexts.Sent.Count);
        var connections = context.Connections.Local.ToList();
        Assert.Equal(3, connections.Count(connection => connection.Stage == ConnectionStage.Deprovisioning));
        Assert.Equal(4, connections.Count(connection => connection.Stage == ConnectionStage.Denied));
        Assert.All(context.Reviews.Local, review => Assert.Equal(ReviewState.Void, review.State));
        Assert.Equal(4, context.Reviews.Local.Count);
    }

    [Fact]
    public async Task What_is_withdrawn_at_once_denies_what_nobody_has_decided()
    {
        await using var world = await StartAsync();
        var service = await world.StoreServiceAsync(Cancel);
        var pending = await world.RequestAsync(service, Cancel);
        var live = await world.ApprovedAsync(service, Cancel);

        await world.Get<EndpointServiceCommands>().WithdrawAsync(world.Cast.Priya, service, null, new(null, null, "We close it."), null, Cancel);

        Assert.Equal(ConnectionStage.Denied, (await world.ConnectionAsync(pending, Cancel)).Stage);
        Assert.Equal(ConnectionStage.Deprovisioning, (await world.ConnectionAsync(live, Cancel)).Stage);
        Assert.Equal(ReviewState.Void, (await world.ReviewAsync(pending, Cancel)).State);
    }
}
