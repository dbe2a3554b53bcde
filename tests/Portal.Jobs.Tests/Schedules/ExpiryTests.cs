using Portal.Domain;
using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;
using Portal.Domain.Reviews;
using Portal.Infrastructure.EndpointServices;
using Portal.Jobs.Schedules;
using Portal.Testing.Worlds;

namespace Portal.Jobs.Tests.Schedules;

public sealed class ExpiryTests(PortalCluster cluster) : Engine(cluster)
{
    [Fact]
    public async Task A_connection_ends_when_its_time_is_over_and_not_before()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var input = Inputs.Checkout(world.Seed, service) with { EndsAt = world.Clock.GetUtcNow().AddHours(3) };
        var id = await world.ConnectedAsync(service, Cancel, input);
        var other = await world.ConnectedAsync(service, Cancel, Inputs.Staging(world.Seed, service));

        await world.PassAsync(TimeSpan.FromHours(2), Cancel);
        await world.Get<ExpiryJob>().RunAsync(Cancel);
        Assert.Equal(ConnectionStage.Available, (await world.ConnectionAsync(id, Cancel)).Stage);
        await world.PassAsync(TimeSpan.FromHours(1), Cancel);
        await world.Get<ExpiryJob>().RunAsync(Cancel);
        await world.Get<ExpiryJob>().RunAsync(Cancel);
        Assert.Equal(ConnectionStage.Deprovisioning, (await world.ConnectionAsync(id, Cancel)).Stage);
        await world.SettleAsync(Cancel);

        Assert.Equal(ConnectionStage.Deleted, (await world.ConnectionAsync(id, Cancel)).Stage);
        Assert.Equal(ConnectionStage.Available, (await world.ConnectionAsync(other, Cancel)).Stage);
        Assert.Empty((await world.Ec2("storefront-prod").DescribeVpcEndpointsAsync(new(), Cancel)).VpcEndpoints ?? []);
        await AssertBooksBalanceAsync(world);
    }

    [Fact]
    public async Task A_connection_whose_end_passed_before_it_was_made_is_never_made_available()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var id = await world.ApprovedAsync(service, Cancel, Inputs.Checkout(world.Seed, service) with { EndsAt = world.Clock.GetUtcNow().AddMinutes(1) });
        await world.PassAsync(TimeSpan.FromHours(5), Cancel);

        await world.Get<ExpiryJob>().RunAsync(Cancel);
        await world.SettleAsync(Cancel);

        Assert.Equal(ConnectionStage.Deleted, (await world.ConnectionAsync(id, Cancel)).Stage);
        Assert.DoesNotContain(await world.Aws.PortalWritesAsync(Cancel), call => call.Action == "CreateVpcEndpoint");
    }

    [Fact]
    public async Task Nothing_is_made_after_the_end_though_nobody_has_ended_it_yet()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var id = await world.ApprovedAsync(service, Cancel, Inputs.Checkout(world.Seed, service) with { EndsAt = world.Clock.GetUtcNow().AddMinutes(1) });
        await world.PassAsync(TimeSpan.FromMinutes(2), Cancel);

        await world.RunDueAsync(Cancel);

        Assert.Equal(ConnectionStage.Provisioning, (await world.ConnectionAsync(id, Cancel)).Stage);
        Assert.Equal(Party.Portal, (await world.WorkAsync(SubjectKind.Connection, id, Cancel)).Conditions.WaitingFor?.Who);
        Assert.DoesNotContain(await world.Aws.PortalWritesAsync(Cancel), call => call.Action == "CreateVpcEndpoint");
    }

    [Fact]
    public async Task An_approval_that_comes_after_the_end_is_refused_and_a_rejection_is_not()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var id = await world.RequestAsync(service, Cancel, Inputs.Checkout(world.Seed, service) with { EndsAt = world.Clock.GetUtcNow().AddMinutes(1) });
        await world.DecideAsync(id, world.Cast.Nora, "approve", Cancel);
        await world.PassAsync(TimeSpan.FromMinutes(1), Cancel);

        await Assert.ThrowsAsync<DomainException>(() => world.DecideAsync(id, world.Cast.Priya, "approve", Cancel));
        Assert.Equal(ConnectionStage.AwaitingApproval, (await world.ConnectionAsync(id, Cancel)).Stage);

        await world.DecideAsync(id, world.Cast.Priya, "deny", Cancel);
        Assert.Equal(ConnectionStage.Denied, (await world.ConnectionAsync(id, Cancel)).Stage);
    }

    [Fact]
    public async Task A_withdrawal_with_notice_denies_requests_at_once_and_ends_connections_at_its_end()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var connected = await world.ConnectedAsync(service, Cancel);
        var asked = await world.RequestAsync(service, Cancel, Inputs.Staging(world.Seed, service));

        await world.Get<EndpointServiceCommands>().WithdrawAsync(world.Cast.Priya, service, null, new("P14D", null, "We move."), null, Cancel);
        await world.SettleAsync(Cancel);
        Assert.Equal(ConnectionStage.Denied, (await world.ConnectionAsync(asked, Cancel)).Stage);
        Assert.Equal(ReviewState.Void, (await world.ReviewAsync(asked, Cancel)).State);
        Assert.Equal(ConnectionStage.Available, (await world.ConnectionAsync(connected, Cancel)).Stage);

        await world.PassAsync(TimeSpan.FromDays(13.9), Cancel);
        await world.Get<ExpiryJob>().RunAsync(Cancel);
        Assert.Equal(EndpointServiceStage.Draining, (await world.ServiceAsync(service, Cancel)).Stage);
        await world.PassAsync(TimeSpan.FromHours(3), Cancel);
        await world.Get<ExpiryJob>().RunAsync(Cancel);
        await world.SettleAsync(Cancel);

        Assert.Equal(EndpointServiceStage.Withdrawn, (await world.ServiceAsync(service, Cancel)).Stage);
        Assert.Equal(ConnectionStage.Deleted, (await world.ConnectionAsync(connected, Cancel)).Stage);
        await AssertBooksBalanceAsync(world);
    }

    [Fact]
    public async Task Requests_whose_end_has_passed_expire_and_others_go_on()
    {
        await using var world = await StartAsync();
        var service = await world.StoreServiceAsync(Cancel);
        var brief = Inputs.Checkout(world.Seed, service) with { EndsAt = world.Clock.GetUtcNow().AddHours(1) };
        var waiting = await world.RequestAsync(service, Cancel, brief);
        var changing = await world.RequestAsync(service, Cancel, brief);
        await world.DecideAsync(changing, world.Cast.Nora, "requestChanges", Cancel);
        var endless = await world.RequestAsync(service, Cancel);
        await world.PassAsync(TimeSpan.FromHours(2), Cancel);

        await world.Get<ExpiryJob>().RunAsync(Cancel);

        Assert.Equal(ConnectionStage.Expired, (await world.ConnectionAsync(waiting, Cancel)).Stage);
        Assert.Equal(ReviewState.Void, (await world.ReviewAsync(waiting, Cancel)).State);
        Assert.Equal(ConnectionStage.Expired, (await world.ConnectionAsync(changing, Cancel)).Stage);
        Assert.Equal(ConnectionStage.AwaitingApproval, (await world.ConnectionAsync(endless, Cancel)).Stage);
    }

    [Theory]
    [InlineData(EndpointServiceStage.Withdrawing)]
    [InlineData(EndpointServiceStage.Withdrawn)]
    public async Task What_crossed_a_withdrawal_ends_with_the_service(EndpointServiceStage stage)
    {
        await using var world = await StartAsync();
        var service = await world.StoreServiceAsync(Cancel);
        var asked = await world.RequestAsync(service, Cancel);
        var changing = await world.RequestAsync(service, Cancel);
        await world.DecideAsync(changing, world.Cast.Nora, "requestChanges", Cancel);
        var approved = await world.ApprovedAsync(service, Cancel);
        await world.SetStageAsync(service, stage, Cancel);

        await world.Get<ExpiryJob>().RunAsync(Cancel);

        Assert.Equal(
            [ConnectionStage.Denied, ConnectionStage.Withdrawn, ConnectionStage.Deprovisioning],
            [(await world.ConnectionAsync(asked, Cancel)).Stage, (await world.ConnectionAsync(changing, Cancel)).Stage, (
                await world.ConnectionAsync(approved, Cancel)).Stage]);
    }

    [Fact]
    public async Task A_request_that_crossed_a_withdrawal_with_notice_is_denied_and_connections_stay()
    {
        await using var world = await StartAsync();
        var service = await world.StoreServiceAsync(Cancel);
        var asked = await world.RequestAsync(service, Cancel);
        var approved = await world.ApprovedAsync(service, Cancel);
        await world.SetStageAsync(service, EndpointServiceStage.Draining, Cancel);

        await world.Get<ExpiryJob>().RunAsync(Cancel);

        Assert.Equal(ConnectionStage.Denied, (await world.ConnectionAsync(asked, Cancel)).Stage);
        Assert.Equal(ReviewState.Void, (await world.ReviewAsync(asked, Cancel)).State);
        Assert.Equal(ConnectionStage.Provisioning, (await world.ConnectionAsync(approved, Cancel)).Stage);
    }

    [Fact]
    public async Task A_change_of_mind_while_draining_keeps_service_and_connections()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var connected = await world.ConnectedAsync(service, Cancel);
        var commands = world.Get<EndpointServiceCommands>();
        await commands.WithdrawAsync(world.Cast.Priya, service, null, new("PT1H", null, null), null, Cancel);

        await commands.ResumeAsync(world.Cast.Priya, service, null, null, Cancel);
        await world.PassAsync(TimeSpan.FromHours(2), Cancel);
        await world.Get<ExpiryJob>().RunAsync(Cancel);
        await world.SettleAsync(Cancel);

        Assert.Equal(EndpointServiceStage.Available, (await world.ServiceAsync(service, Cancel)).Stage);
        Assert.Equal(ConnectionStage.Available, (await world.ConnectionAsync(connected, Cancel)).Stage);
    }
}
