using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Policies;
using Portal.Domain.Reviews;
using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.EndpointServices;
using Portal.Infrastructure.Reviews;
using Portal.Jobs.Schedules;
using Portal.Testing.Worlds;

namespace Portal.Jobs.Tests.Schedules;

/// <summary>Changes of what lives, and other ends, on which nobody decides.</summary>
public sealed class UndecidedChangeTests(PortalCluster cluster) : Engine(cluster)
{
    [Fact]
    public async Task A_change_of_a_connection_is_dropped_in_time_and_the_connection_stays_as_it_is()
    {
        await using var world = await StartAsync();
        var id = await world.ConnectedAsync(await world.PublishedAsync(Cancel), Cancel);
        var before = await world.ConnectionAsync(id, Cancel);
        var group = world.Seed.Account("storefront-prod").Vpc("storefront").SecurityGroups
            .First(one => !before.Spec.SecurityGroupIds.Contains(one.GroupId)).GroupId;
        await world.Get<ChangeConnectionCommands>().ChangeAsync(world.Cast.Chen, id, null, new(SecurityGroupIds: [group]), Cancel);
        var review = (await world.ConnectionAsync(id, Cancel)).Proposal!.ReviewId;

        await ExpireAfterAsync(world, ApprovalPolicy.DecisionTimeout - TimeSpan.FromHours(1));
        Assert.NotNull((await world.ConnectionAsync(id, Cancel)).Proposal);
        await ExpireAfterAsync(world, TimeSpan.FromHours(1));

        var after = await world.ConnectionAsync(id, Cancel);
        Assert.Equal((null, ConnectionStage.Available), (after.Proposal, after.Stage));
        Assert.Equal(before.Spec.SecurityGroupIds, after.Spec.SecurityGroupIds);
        Assert.Equal(ReviewState.Void, (await world.Get<ReviewQueries>().GetAsync(world.Cast.Nora, review, Cancel)).State);
        Assert.Contains(
            (await world.Get<AuditQueries>().ListAsync(world.Cast.Chen, SubjectKind.Connection, id.ToString(), null, 50, Cancel)).Items,
            line => line is { Action: "connection.drop-proposal", Reason: "Nobody decided on it in time" });
        // And it can be asked for again.
        await world.Get<ChangeConnectionCommands>().ChangeAsync(world.Cast.Chen, id, null, new(SecurityGroupIds: [group]), Cancel);
    }

    [Fact]
    public async Task Another_end_that_nobody_decides_on_is_dropped_and_another_can_be_asked_for()
    {
        await using var world = await StartAsync();
        var id = await world.ConnectedAsync(await world.PublishedAsync(Cancel), Cancel);
        var end = world.Clock.GetUtcNow().AddDays(400);
        await world.Get<ConnectionCommands>().RenewAsync(world.Cast.Chen, id, new(end), null, Cancel);
        Assert.NotNull((await world.ConnectionAsync(id, Cancel)).ExtensionReviewId);

        await ExpireAfterAsync(world, ApprovalPolicy.DecisionTimeout);

        var after = await world.ConnectionAsync(id, Cancel);
        Assert.Equal((null, null, ConnectionStage.Available), (after.ExtensionReviewId, after.EndsAt, after.Stage));
        await world.Get<ConnectionCommands>().RenewAsync(world.Cast.Chen, id, new(end), null, Cancel);
    }

    [Fact]
    public async Task A_change_of_a_service_is_dropped_in_time_and_the_service_stays_as_it_is()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        await world.ConnectedAsync(service, Cancel);
        var address = world.Seed.Account("payments-prod").Vpc("payments-core").Instances[0].PrivateIp;
        var other = new ChangeServiceInput(Listeners: [new("TCP", 9443, new("TCP", 9443, null, [new("ip", address, null, null)]))]);
        await world.Get<ChangeServiceCommands>().ChangeAsync(world.Cast.Priya, service, null, other, Cancel);
        Assert.NotNull((await world.ServiceAsync(service, Cancel)).Proposal);

        await ExpireAfterAsync(world, ApprovalPolicy.DecisionTimeout);
        await ExpireAfterAsync(world, TimeSpan.Zero);

        var after = await world.ServiceAsync(service, Cancel);
        Assert.Equal((null, EndpointServiceStage.Available, 443), (after.Proposal, after.Stage, Assert.Single(after.Spec.Listeners).Port));
        Assert.Single(
            (await world.Get<AuditQueries>().ListAsync(world.Cast.Priya, SubjectKind.Service, service.ToString(), null, 50, Cancel)).Items,
            line => line is { Action: "service.drop-proposal", Reason: "Nobody decided on it in time" });
    }

    private static async Task ExpireAfterAsync(PortalWorld world, TimeSpan time)
    {
        await world.PassAsync(time, Cancel);
        await world.Get<ExpiryJob>().RunAsync(Cancel);
    }
}
