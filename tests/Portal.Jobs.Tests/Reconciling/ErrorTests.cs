using Microsoft.EntityFrameworkCore;
using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.Provisioning;
using Portal.Testing.Worlds;

namespace Portal.Jobs.Tests.Reconciling;

public sealed class ErrorTests(PortalCluster cluster) : Engine(cluster)
{
    private const string Storefront = "310000000001";

    [Fact]
    public async Task A_role_that_no_longer_trusts_the_portal_blocks_in_words_until_its_owner_has_repaired_it_and_somebody_retries()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var id = await world.ApprovedAsync(service, Cancel);
        await SetExternalIdAsync(world, "changed-by-somebody");
        var worker = world.AddWorker("fresh");

        await world.SettleAsync(Cancel, worker);

        var seen = await world.Get<ConnectionQueries>().GetAsync(world.Cast.Chen, id, Cancel);
        Assert.Equal((ConnectionStage.Provisioning, SyncState.Unknown), (seen.Stage, seen.Sync.State));
        Assert.Equal((Party.Consumer, "AccessDenied"), (seen.Blocked!.Owner, seen.Blocked.Code));
        Assert.Equal("The portal may not assume its role in the account", seen.Blocked.Cause);
        Assert.Contains("trust policy", seen.Blocked.Action, StringComparison.Ordinal);
        Assert.Null(seen.WaitingFor);
        Assert.DoesNotContain(await world.Aws.PortalWritesAsync(Cancel), call => call.Action == "CreateVpcEndpoint");

        await SetExternalIdAsync(world, world.Seed.Account("storefront-prod").ExternalId!);
        await world.Get<ConnectionCommands>().RetryAsync(world.Cast.Chen, id, null, Cancel);
        await world.SettleAsync(Cancel, worker);
        seen = await world.Get<ConnectionQueries>().GetAsync(world.Cast.Chen, id, Cancel);
        Assert.Equal(ConnectionStage.Available, seen.Stage);
        Assert.Null(seen.Blocked);
        await AssertBooksBalanceAsync(world);
    }

    [Fact]
    public async Task Nothing_is_inferred_from_reads_that_failed()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var id = await world.ConnectedAsync(service, Cancel);
        var before = await world.WorkAsync(SubjectKind.Connection, id, Cancel);
        var writes = (await world.Aws.PortalWritesAsync(Cancel)).Count;
        await SetExternalIdAsync(world, "changed-by-somebody");
        var worker = world.AddWorker("fresh");

        for (var look = 0; look < 5; look++)
        {
            await world.PassAsync(TimeSpan.FromMinutes(6), Cancel);
            await world.SettleAsync(Cancel, worker);
        }

        var after = await world.WorkAsync(SubjectKind.Connection, id, Cancel);
        Assert.Equal(ConnectionStage.Available, (await world.ConnectionAsync(id, Cancel)).Stage);
        Assert.Equal((before.Observation, before.ObservedAt), (after.Observation, after.ObservedAt));
        Assert.Equal((SyncState.Unknown, 5), (after.Conditions.Sync, after.Conditions.Failures));
        Assert.Equal(writes, (await world.Aws.PortalWritesAsync(Cancel)).Count);
    }

    [Fact]
    public async Task A_deletion_that_cannot_look_deletes_and_concludes_nothing()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var id = await world.ConnectedAsync(service, Cancel);
        await SetExternalIdAsync(world, "changed-by-somebody");
        await world.DeleteAsync(id, Cancel);

        await world.SettleAsync(Cancel, world.AddWorker("fresh"));

        Assert.Equal(ConnectionStage.Deprovisioning, (await world.ConnectionAsync(id, Cancel)).Stage);
        Assert.NotNull((await world.WorkAsync(SubjectKind.Connection, id, Cancel)).Conditions.Blocked);
        Assert.Single((await world.Ec2("storefront-prod").DescribeVpcEndpointsAsync(new(), Cancel)).VpcEndpoints);
    }

    [Fact]
    public async Task A_call_that_aws_refuses_for_good_blocks_and_what_a_person_changes_makes_a_new_operation()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var vpc = world.Seed.Account("storefront-prod").Vpc("storefront");
        var input = Inputs.Checkout(world.Seed, service) with { Subnets = [new(vpc.Subnets[0].SubnetId, "10.20.0.77")] };
        var id = await world.ApprovedAsync(service, Cancel, input);
        // Somebody else takes the address between the approval and the call.
        var other = (await world.Ec2("storefront-prod").CreateVpcEndpointAsync(new()
        {
            VpcEndpointType = Amazon.EC2.VpcEndpointType.Interface,
            VpcId = vpc.VpcId,
            ServiceName = await OpenServiceAsync(world, service),
            SubnetIds = [vpc.Subnets[0].SubnetId],
            SubnetConfigurations = [new() { SubnetId = vpc.Subnets[0].SubnetId, Ipv4 = "10.20.0.77" }],
        }, Cancel)).VpcEndpoint;

        await world.SettleAsync(Cancel);

        var blocked = (await world.WorkAsync(SubjectKind.Connection, id, Cancel)).Conditions.Blocked;
        Assert.Equal(("InvalidIPAddress.InUse", Party.Consumer), (blocked?.Code, blocked?.Owner));
        Assert.Equal(OperationOutcome.NeverHappened, Assert.Single(await world.OperationsAsync(id, Cancel)).Outcome);

        await world.Ec2("storefront-prod")
            .DeleteVpcEndpointsAsync(new Amazon.EC2.Model.DeleteVpcEndpointsRequest { VpcEndpointIds = [other.VpcEndpointId] }, Cancel);
        await world.Get<ConnectionCommands>().RetryAsync(world.Cast.Chen, id, null, Cancel);
        await world.SettleAsync(Cancel);
        Assert.Equal(ConnectionStage.Available, (await world.ConnectionAsync(id, Cancel)).Stage);
        Assert.Equal([(1, OperationOutcome.NeverHappened), (2, OperationOutcome.Succeeded)],
            (await world.OperationsAsync(id, Cancel)).Where(row => row.StepKey == "endpoint.create").Select(row => (row.Generation, row.Outcome)));
        await AssertBooksBalanceAsync(world);
    }

    [Fact]
    public async Task What_a_person_has_to_mend_is_left_alone_until_it_rests_over_or_somebody_retries()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var vpc = world.Seed.Account("storefront-prod").Vpc("storefront");
        var input = Inputs.Checkout(world.Seed, service) with { Subnets = [new(vpc.Subnets[0].SubnetId, "10.20.0.77")] };
        await world.ConnectedAsync(service, Cancel, input);
        var id = await world.ApprovedAsync(service, Cancel, input);
        await world.SettleAsync(Cancel);
        Assert.NotNull((await world.WorkAsync(SubjectKind.Connection, id, Cancel)).Conditions.Blocked);

        for (var look = 0; look < 3; look++)
        {
            await using var context = world.Open();
            await WorkTable.WakeAsync(context, new Wake(SubjectKind.Service, service), Cancel);
            await world.RunDueAsync(Cancel);
        }

        var operation = Assert.Single(await world.OperationsAsync(id, Cancel));
        Assert.Single(await world.AttemptsAsync(operation.Id, Cancel));
    }

    [Fact]
    public async Task What_waits_for_people_or_for_another_aggregate_rests_until_it_is_woken()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var id = await world.ApprovedAsync(service, Cancel);

        await world.Portal.RunAsync(SubjectKind.Connection, id, Cancel);

        Assert.Equal(Party.Portal, (await world.WorkAsync(SubjectKind.Connection, id, Cancel)).Conditions.WaitingFor?.Who);
        Assert.True(await RestAsync(world, id) > TimeSpan.FromMinutes(4));
        await world.Portal.RunAsync(SubjectKind.Service, service, Cancel);
        Assert.True(await RestAsync(world, id) <= TimeSpan.Zero);
        await world.SettleAsync(Cancel);
        Assert.Equal(ConnectionStage.Available, (await world.ConnectionAsync(id, Cancel)).Stage);
    }

    private static async Task<TimeSpan?> RestAsync(PortalWorld world, Guid id)
    {
        await using var context = world.Open();
        return (await world.WorkAsync(SubjectKind.Connection, id, Cancel)).DueAt - await WorkTable.NowAsync(context, Cancel);
    }

    [Fact]
    public async Task A_target_that_aws_refuses_for_good_keeps_no_other_step_waiting()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        await AddTargetAsync(world, service, "8.8.8.8");
        var id = await world.ApprovedAsync(service, Cancel);

        await world.SettleAsync(Cancel);

        Assert.Equal(ConnectionStage.Available, (await world.ConnectionAsync(id, Cancel)).Stage);
        var operations = await world.OperationsAsync(service, Cancel);
        var refused = Assert.Single(operations, row => row.StepKey.Contains("8.8.8.8", StringComparison.Ordinal) && row.Generation == 1);
        var allowed = Assert.Single(operations, row => row.StepKey.StartsWith("principal.allow/", StringComparison.Ordinal));
        Assert.Equal((OperationOutcome.NeverHappened, OperationOutcome.Succeeded), (refused.Outcome, allowed.Outcome));
        var attempts = (await world.AttemptsAsync(refused.Id, Cancel)).Concat(await world.AttemptsAsync(allowed.Id, Cancel)).ToList();
        Assert.Single(attempts.Select(attempt => attempt.Fence).Distinct());
        Assert.True(attempts[0].SentAt < attempts[1].SentAt);
        Assert.Equal(
            (Party.Provider, "InvalidTarget"),
            ((await world.WorkAsync(SubjectKind.Service, service, Cancel)).Conditions.Blocked?.Owner, (
                await world.WorkAsync(SubjectKind.Service, service, Cancel)).Conditions.Blocked?.Code));
    }

    private static async Task AddTargetAsync(PortalWorld world, Guid service, string address)
    {
        await using var context = world.Open();
        Assert.Equal(1, await context.Database.ExecuteSqlAsync(
            $$"""
            update endpoint_service set wanted_generation = wanted_generation + 1, spec = jsonb_insert(
                spec, '{listeners,0,targetGroup,targets,0}', jsonb_build_object('kind', 'ip', 'id', {{address}}::text, 'availabilityZone', 'all'))
            where id = {{service}}
            """, Cancel));
    }

    /// <summary>The service's name, once it lets the consumer's account in.</summary>
    private static async Task<string> OpenServiceAsync(PortalWorld world, Guid service)
    {
        await world.Portal.RunAsync(SubjectKind.Service, service, Cancel);
        return (await world.ServiceAsync(service, Cancel)).AwsServiceName!;
    }

    private static async Task SetExternalIdAsync(PortalWorld world, string externalId)
    {
        await using var context = world.Open();
        Assert.Equal(1, await context.Accounts.Where(account => account.AccountId == Storefront)
            .ExecuteUpdateAsync(account => account.SetProperty(row => row.ExternalId, externalId), Cancel));
    }
}
