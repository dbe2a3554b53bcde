using Amazon.EC2;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Policies;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.EndpointServices;
using Portal.Infrastructure.Validation;
using Portal.Jobs.Schedules;
using Portal.Testing.Worlds;

namespace Portal.Jobs.Tests.Reconciling;

/// <summary>A provider or a network admin cuts a live connection off, whatever has become of the consumer's side.</summary>
public sealed class CutOffTests(PortalCluster cluster) : Engine(cluster)
{
    private const string Consumer = "storefront-prod";

    private static readonly TimeSpan NextResync = new JobsOptions().ResyncInterval + TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_provider_cuts_off_and_restores_while_the_consumers_role_is_gone()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var id = await world.ConnectedAsync(service, Cancel);
        await LoseAccessAsync(world);

        await CutOffAsync(world, id, world.Cast.Priya);
        await world.SettleAsync(Cancel);

        var cut = await world.ConnectionAsync(id, Cancel);
        Assert.Equal((ConnectionStage.CutOff, Party.Provider, "Credentials leaked"), (cut.Stage, cut.CutOffBy, cut.CutOffReason));
        Assert.Equal(State.Rejected, await StateAsync(world, id));
        Assert.Empty((await world.WorkAsync(SubjectKind.Service, service, Cancel)).Observation is { } seen
            ? Infrastructure.Provisioning.Observations.Read<EndpointServiceObservation>(seen)!.Principals
            : []);
        var waiting = (await world.WorkAsync(SubjectKind.Connection, id, Cancel)).Conditions;
        Assert.Equal((Party.Provider, (Blocked?)null), (waiting.WaitingFor?.Who, waiting.Blocked));

        await world.Get<ConnectionCommands>().RestoreAsync(world.Cast.Priya, id, null, null, Cancel);
        await world.SettleAsync(Cancel);

        if (Switches.RejectedCanBeAccepted)
        {
            Assert.Equal(State.Available, await StateAsync(world, id));
            Assert.Equal(ConnectionStage.Available, (await world.ConnectionAsync(id, Cancel)).Stage);
        }

        await world.Aws.EndFaultsAsync(Cancel);
        await world.PassAsync(NextResync, Cancel);
        await world.SettleAsync(Cancel);
        await AssertBooksBalanceAsync(world);
    }

    [Fact]
    public async Task Only_whoever_cut_it_off_restores_it_and_cutting_it_off_twice_changes_nothing()
    {
        await using var world = await StartAsync();
        var id = await world.ConnectedAsync(await world.PublishedAsync(Cancel), Cancel);
        var commands = world.Get<ConnectionCommands>();

        await CutOffAsync(world, id, world.Cast.Nora);
        var version = (await world.ConnectionAsync(id, Cancel)).Version;
        await CutOffAsync(world, id, world.Cast.Priya);

        var cut = await world.ConnectionAsync(id, Cancel);
        Assert.Equal((Party.NetworkAdmin, version), (cut.CutOffBy, cut.Version));
        foreach (var other in new[] { world.Cast.Priya, world.Cast.Chen })
        {
            await Assert.ThrowsAsync<AccessRefusedException>(() => commands.RestoreAsync(other, id, null, null, Cancel));
        }

        await commands.RestoreAsync(world.Cast.Nora, id, null, null, Cancel);
        Assert.Null((await world.ConnectionAsync(id, Cancel)).CutOffBy);
    }

    [Fact]
    public async Task Consumers_and_strangers_cut_nothing_off_and_a_reason_is_needed()
    {
        await using var world = await StartAsync();
        var id = await world.ConnectedAsync(await world.PublishedAsync(Cancel), Cancel);
        var commands = world.Get<ConnectionCommands>();

        await Assert.ThrowsAsync<AccessRefusedException>(() => commands.CutOffAsync(world.Cast.Chen, id, null, new("So"), null, Cancel));
        await Assert.ThrowsAsync<SubjectNotFoundException>(() => commands.CutOffAsync(world.Cast.Amara, id, null, new("So"), null, Cancel));
        var missing = await Assert.ThrowsAsync<InvalidInputException>(() => commands.CutOffAsync(world.Cast.Priya, id, null, new(" "), null, Cancel));

        Assert.Equal("reason", Assert.Single(missing.Errors).Field);
        Assert.Equal(ConnectionStage.Available, (await world.ConnectionAsync(id, Cancel)).Stage);
    }

    [Fact]
    public async Task What_nobody_restores_in_time_is_deleted()
    {
        await using var world = await StartAsync();
        var id = await world.ConnectedAsync(await world.PublishedAsync(Cancel), Cancel);
        await CutOffAsync(world, id, world.Cast.Priya);
        await world.SettleAsync(Cancel);

        await world.PassAsync(ApprovalPolicy.RestoreWindow - TimeSpan.FromMinutes(1), Cancel);
        await world.Get<ExpiryJob>().RunAsync(Cancel);
        Assert.Equal(ConnectionStage.CutOff, (await world.ConnectionAsync(id, Cancel)).Stage);
        await world.PassAsync(TimeSpan.FromMinutes(2), Cancel);
        await world.Get<ExpiryJob>().RunAsync(Cancel);
        await world.SettleAsync(Cancel);

        Assert.Equal(ConnectionStage.Deleted, (await world.ConnectionAsync(id, Cancel)).Stage);
        await AssertBooksBalanceAsync(world);
    }

    [Fact]
    public async Task A_consumer_who_keeps_the_endpoint_from_being_deleted_does_not_keep_it_connected_and_an_admin_can_end_it()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var id = await world.ConnectedAsync(service, Cancel);
        await LoseAccessAsync(world, "DeleteVpcEndpoints");

        await world.DeleteAsync(id, Cancel);
        await world.SettleAsync(Cancel);

        Assert.Equal(State.Rejected, await StateAsync(world, id));
        Assert.Equal(ConnectionStage.Deprovisioning, (await world.ConnectionAsync(id, Cancel)).Stage);
        Assert.NotNull((await world.WorkAsync(SubjectKind.Connection, id, Cancel)).Conditions.Blocked);
        await Assert.ThrowsAsync<AccessRefusedException>(() =>
            world.Get<ConnectionCommands>().AbandonAsync(world.Cast.Priya, id, null, new("Gone"), null, Cancel));
        await world.Get<ConnectionCommands>().AbandonAsync(world.Cast.Nora, id, null, new("The account is closed"), null, Cancel);
        Assert.Equal(ConnectionStage.Abandoned, (await world.ConnectionAsync(id, Cancel)).Stage);
    }

    [Fact]
    public async Task A_consumer_whose_role_has_lost_everything_holds_up_no_end_and_no_withdrawal()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var id = await world.ConnectedAsync(service, Cancel);
        await LoseAccessAsync(world);

        await world.Get<EndpointServiceCommands>().WithdrawAsync(world.Cast.Priya, service, null, new(null, null, null), null, Cancel);
        await world.Get<ExpiryJob>().RunAsync(Cancel);
        await world.SettleAsync(Cancel);

        Assert.Equal(EndpointServiceStage.Withdrawn, (await world.ServiceAsync(service, Cancel)).Stage);
        Assert.Equal(ConnectionStage.Deprovisioning, (await world.ConnectionAsync(id, Cancel)).Stage);

        await world.Aws.EndFaultsAsync(Cancel);
        await world.Get<ConnectionCommands>().RetryAsync(world.Cast.Chen, id, null, Cancel);
        await world.SettleAsync(Cancel);
        Assert.Equal(ConnectionStage.Deleted, (await world.ConnectionAsync(id, Cancel)).Stage);
        await AssertBooksBalanceAsync(world);
    }

    [Fact]
    public async Task A_connected_endpoint_is_not_abandoned()
    {
        await using var world = await StartAsync();
        var id = await world.ConnectedAsync(await world.PublishedAsync(Cancel), Cancel);

        await Assert.ThrowsAnyAsync<DomainException>(() =>
            world.Get<ConnectionCommands>().AbandonAsync(world.Cast.Nora, id, null, new("So"), null, Cancel));

        Assert.Equal(ConnectionStage.Available, (await world.ConnectionAsync(id, Cancel)).Stage);
        // Nor while its deletion has only been asked for.
        await world.DeleteAsync(id, Cancel);
        await Assert.ThrowsAnyAsync<DomainException>(() =>
            world.Get<ConnectionCommands>().AbandonAsync(world.Cast.Nora, id, null, new("So"), null, Cancel));
        Assert.Equal(ConnectionStage.Deprovisioning, (await world.ConnectionAsync(id, Cancel)).Stage);
    }

    [Fact]
    public async Task What_the_provider_rejected_in_AWS_is_not_the_consumers_to_bring_back()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var id = await world.ConnectedAsync(service, Cancel);
        await RejectInAwsAsync(world, service, id);
        await world.PassAsync(NextResync, Cancel);
        await world.SettleAsync(Cancel);
        var rejected = await world.ConnectionAsync(id, Cancel);
        Assert.Equal(ConnectionStage.Disconnected, rejected.Stage);
        Assert.Equal(Party.Provider, (await world.WorkAsync(SubjectKind.Connection, id, Cancel)).Conditions.WaitingFor?.Who);

        await Assert.ThrowsAsync<AccessRefusedException>(() => world.Get<ConnectionCommands>().ReconnectAsync(world.Cast.Chen, id, null, Cancel));

        Assert.Equal(rejected.Version, (await world.ConnectionAsync(id, Cancel)).Version);
        // Nor when the consumer has deleted the rejected endpoint: another one would pass the provider by.
        await world.Ec2(Consumer).DeleteVpcEndpointsAsync(new() { VpcEndpointIds = [rejected.VpcEndpointId] }, Cancel);
        await world.PassAsync(NextResync, Cancel);
        await world.SettleAsync(Cancel);
        await Assert.ThrowsAsync<AccessRefusedException>(() => world.Get<ConnectionCommands>().ReconnectAsync(world.Cast.Chen, id, null, Cancel));
    }

    private static Task<Receipt> CutOffAsync(PortalWorld world, Guid id, Actor by) =>
        world.Get<ConnectionCommands>().CutOffAsync(by, id, null, new("Credentials leaked"), null, Cancel);

    /// <summary>Whatever the portal's role asks for in the consumer's account is refused.</summary>
    [Fact]
    public async Task What_the_provider_rejected_before_it_was_available_is_not_made_anew_when_the_consumer_deletes_it()
    {
        await using var world = await StartAsync(new() { EndpointPending = TimeSpan.FromHours(5) });
        var service = await world.PublishedAsync(Cancel);
        var id = await world.ApprovedAsync(service, Cancel);
        await world.RunDueAsync(Cancel);
        await RejectInAwsAsync(world, service, id);
        await world.WatchAsync(TimeSpan.FromMinutes(10), Cancel);
        Assert.Equal((ConnectionStage.Provisioning, Party.Provider), (
            (await world.ConnectionAsync(id, Cancel)).Stage, (await world.WorkAsync(SubjectKind.Connection, id, Cancel)).Conditions.Blocked?.Owner));

        await world.Ec2("storefront-prod").DeleteVpcEndpointsAsync(
            new Amazon.EC2.Model.DeleteVpcEndpointsRequest { VpcEndpointIds = [(await world.ConnectionAsync(id, Cancel)).VpcEndpointId] }, Cancel);
        await world.WatchAsync(TimeSpan.FromMinutes(30), Cancel);

        Assert.Single(await world.Aws.PortalWritesAsync(Cancel), call => call.Action == "CreateVpcEndpoint");
        Assert.Equal(Party.Provider, (await world.WorkAsync(SubjectKind.Connection, id, Cancel)).Conditions.Blocked?.Owner);
        await world.Get<ConnectionCommands>().CutOffAsync(world.Cast.Priya, id, null, new("For a test."), null, Cancel);
        await world.Get<ConnectionCommands>().RestoreAsync(world.Cast.Priya, id, null, null, Cancel);
        await world.WatchAsync(TimeSpan.FromMinutes(2), Cancel);
        Assert.Equal(2, (await world.Aws.PortalWritesAsync(Cancel)).Count(call => call.Action == "CreateVpcEndpoint"));
    }

    private static Task LoseAccessAsync(PortalWorld world, string? action = null) => world.Aws.FaultAsync(
        new { kind = "error", code = "UnauthorizedOperation" }, Cancel, action, world.Seed.Account(Consumer).AccountId);

    private static async Task RejectInAwsAsync(PortalWorld world, Guid service, Guid id) =>
        await world.Ec2("payments-prod").RejectVpcEndpointConnectionsAsync(
            new()
            {
                ServiceId = (await world.ServiceAsync(service, Cancel)).AwsServiceId,
                VpcEndpointIds = [(await world.ConnectionAsync(id, Cancel)).VpcEndpointId],
            }, Cancel);

    /// <summary>What the provider sees of the connection's endpoint.</summary>
    private static async Task<State?> StateAsync(PortalWorld world, Guid id)
    {
        var endpoint = (await world.ConnectionAsync(id, Cancel)).VpcEndpointId;
        var all = await world.Ec2("payments-prod").DescribeVpcEndpointConnectionsAsync(new(), Cancel);
        return all.VpcEndpointConnections?.SingleOrDefault(one => one.VpcEndpointId == endpoint)?.VpcEndpointState;
    }
}
