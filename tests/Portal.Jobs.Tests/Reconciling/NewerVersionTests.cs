using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.EndpointServices;
using Portal.Infrastructure.Provisioning;
using Portal.Infrastructure.Reviews;
using Portal.Jobs.Schedules;
using Portal.Testing.Worlds;

namespace Portal.Jobs.Tests.Reconciling;

/// <summary>A newer version of the portal works beside this one, and has stored what this one does not know.</summary>
public sealed class NewerVersionTests(PortalCluster cluster) : Engine(cluster)
{
    private static readonly TimeSpan Later = TimeSpan.FromHours(3);

    [Theory]
    [InlineData("stage", "'FromNewerVersion'")]
    [InlineData("spec", "spec || '{\"newer\":1}'")]
    [InlineData("spec", "'{}'")]
    [InlineData("tags", "'[]'")]
    public async Task Nothing_that_people_or_the_portal_do_touches_a_connection_of_which_this_version_cannot_read_everything(string column, string foreign)
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var id = await world.ConnectedAsync(service, Cancel, Inputs.Checkout(world.Seed, service) with { EndsAt = world.Clock.GetUtcNow() + Later });
        await world.Get<ConnectionCommands>().RenewAsync(world.Cast.Chen, id, new(null), null, Cancel);
        await world.WriteAsync($"update connection set {column} = {foreign} where id = '{id}'", Cancel);
        var before = await RowAsync(world, "connection", id);
        var calls = (await world.Aws.PortalWritesAsync(Cancel)).Count;

        await AssertRefusedAsync(world, ConnectionVerbs(world, service, id));
        await WakeAsync(world, SubjectKind.Connection, id);
        await world.RunDueAsync(Cancel);
        await world.PassAsync(Later + Later, Cancel);
        await world.Get<ExpiryJob>().RunAsync(Cancel);
        await world.RunDueAsync(Cancel);

        Assert.Equal(before, await RowAsync(world, "connection", id));
        Assert.Equal(calls, (await world.Aws.PortalWritesAsync(Cancel)).Count);
        Assert.Equal("available", await world.StateAsync((await world.ConnectionAsync(id, Cancel)).VpcEndpointId!, Cancel, "storefront-prod"));
        // It is due again, so that the newer version looks after it.
        Assert.NotNull((await world.WorkAsync(SubjectKind.Connection, id, Cancel)).DueAt);
    }

    [Theory]
    [InlineData("stage", "'FromNewerVersion'")]
    [InlineData("spec", "spec || '{\"newer\":1}'")]
    [InlineData("visibility", "visibility || '{\"exceptTeamIds\":[]}'")]
    [InlineData("auto_approval", "'{}'")]
    [InlineData("tags", "'[]'")]
    public async Task Nothing_that_people_or_the_portal_do_touches_a_service_of_which_this_version_cannot_read_everything(string column, string foreign)
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var other = (await world.Get<EndpointServiceCommands>().PublishAsync(world.Cast.Viktor, Inputs.Postgres(world.Seed), null, Cancel)).Id;
        var asked = await world.RequestAsync(service, Cancel);
        await world.DecideAsync(asked, world.Cast.Nora, "approve", Cancel);
        await world.WriteAsync($"update endpoint_service set {column} = {foreign}, withdraw_at = now() where id = '{service}'", Cancel);
        var before = await RowAsync(world, "endpoint_service", service);
        var calls = (await world.Aws.PortalWritesAsync(Cancel)).Count(call => call.Account == world.Seed.Account("payments-prod").AccountId);

        await AssertRefusedAsync(world, ServiceVerbs(world, service, asked));
        await WakeAsync(world, SubjectKind.Service, service);
        await world.RunDueAsync(Cancel);
        await world.PassAsync(Later, Cancel);
        await world.Get<ExpiryJob>().RunAsync(Cancel);
        await world.RunDueAsync(Cancel);

        Assert.Equal(before, await RowAsync(world, "endpoint_service", service));
        Assert.Equal(calls, (await world.Aws.PortalWritesAsync(Cancel)).Count(call => call.Account == world.Seed.Account("payments-prod").AccountId));
        Assert.Equal(EndpointServiceStage.Available, (await world.ServiceAsync(other, Cancel)).Stage);
        Assert.NotNull((await world.WorkAsync(SubjectKind.Service, service, Cancel)).DueAt);
    }

    [Theory]
    [InlineData("stage", "'FromNewerVersion'")]
    [InlineData("spec", "spec || '{\"newer\":1}'")]
    public async Task A_service_is_not_taken_down_over_the_head_of_a_connection_that_only_a_newer_version_knows(string column, string foreign)
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var id = await world.ConnectedAsync(service, Cancel);
        var other = await world.ConnectedAsync(service, Cancel, Inputs.Staging(world.Seed, service));
        var original = await world.ReadAsync($"select {column}::text from connection where id = '{id}'", Cancel);
        await world.WriteAsync($"update connection set {column} = {foreign} where id = '{id}'", Cancel);

        await world.Get<EndpointServiceCommands>().WithdrawAsync(world.Cast.Priya, service, null, new(null, null, "Goodbye."), null, Cancel);
        await AWhileAsync(world);

        Assert.Equal(EndpointServiceStage.Withdrawing, (await world.ServiceAsync(service, Cancel)).Stage);
        Assert.Equal(ConnectionStage.Deleted, (await world.ConnectionAsync(other, Cancel)).Stage);
        Assert.DoesNotContain(await world.Aws.PortalWritesAsync(Cancel), call => call.Action == "DeleteVpcEndpointServiceConfigurations");
        Assert.Null(await world.ReadAsync($"select released_at::text from principal_grant where connection_id = '{id}'", Cancel));
        Assert.NotNull((await world.WorkAsync(SubjectKind.Service, service, Cancel)).Conditions.WaitingFor);

        // The newer version has brought it to where this one knows it again.
        await world.WriteAsync($"update connection set {column} = '{original}' where id = '{id}'", Cancel);
        await world.Get<ExpiryJob>().RunAsync(Cancel);
        await AWhileAsync(world);
        Assert.Equal(
            (ConnectionStage.Deleted, EndpointServiceStage.Withdrawn),
            ((await world.ConnectionAsync(id, Cancel)).Stage, (await world.ServiceAsync(service, Cancel)).Stage));
        await AssertBooksBalanceAsync(world);
    }

    [Theory]
    [InlineData("observation", "'{}'")]
    [InlineData("observation", "'[]'")]
    [InlineData("observation", "jsonb_set(observation, '{at}', '\"soon\"')")]
    [InlineData("conditions", "'{}'")]
    [InlineData("conditions", "jsonb_set(conditions, '{sync}', '\"fromNewerVersion\"')")]
    public async Task What_was_seen_and_cannot_be_read_is_looked_at_anew_and_written_over(string column, string foreign)
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var id = await world.ConnectedAsync(service, Cancel);
        var (_, endpoint) = await world.SelfConnectedAsync(service, Cancel);
        await world.WriteAsync($"update work set {column} = {foreign}", Cancel);

        await world.PassAsync(new JobsOptions().ResyncInterval + TimeSpan.FromSeconds(1), Cancel);
        await world.SettleAsync(Cancel);

        await using var context = world.Open();
        foreach (var work in await context.Work.AsNoTracking().ToListAsync(Cancel))
        {
            Assert.NotEqual(WorkConditions.Unknown.Sync, work.Conditions.Sync);
            Assert.Equal(0, work.Conditions.Failures);
            Assert.True(
                work.Kind == SubjectKind.Service
                    ? Observations.Read<EndpointServiceObservation>(work.Observation) is not null
                    : Observations.Read<ConnectionObservation>(work.Observation) is not null);
        }

        Assert.Equal(ConnectionStage.Available, (await world.ConnectionAsync(id, Cancel)).Stage);
        Assert.Equal("available", await world.StateAsync(endpoint, Cancel));
        await AssertBooksBalanceAsync(world);
    }

    [Fact]
    public async Task A_connection_for_which_a_newer_version_made_something_does_not_end_here()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var id = await world.ConnectedAsync(service, Cancel);
        await ForeignOperationAsync(world, id, "'security-group.create'", "'Succeeded'", "''");

        await world.DeleteAsync(id, Cancel);
        await AWhileAsync(world);

        Assert.Equal(ConnectionStage.Deprovisioning, (await world.ConnectionAsync(id, Cancel)).Stage);
        Assert.Empty((await world.Ec2("storefront-prod").DescribeVpcEndpointsAsync(new(), Cancel)).VpcEndpoints ?? []);
        // The newer version has taken it down, too.
        await world.WriteAsync("update operation set outcome = 'NeverHappened' where step_key = 'security-group.create'", Cancel);
        await AWhileAsync(world);
        Assert.Equal(ConnectionStage.Deleted, (await world.ConnectionAsync(id, Cancel)).Stage);
    }

    [Fact]
    public async Task A_step_of_which_only_a_newer_version_knows_what_came_is_not_sent_again()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var id = await world.ApprovedAsync(service, Cancel);
        await ForeignOperationAsync(world, id, "'endpoint.create'", "'FromNewerVersion'", "''");

        await AWhileAsync(world);

        Assert.Equal(ConnectionStage.Provisioning, (await world.ConnectionAsync(id, Cancel)).Stage);
        Assert.DoesNotContain(await world.Aws.PortalWritesAsync(Cancel), call => call.Action == "CreateVpcEndpoint");
        Assert.Equal("FromNewerVersion", await world.ReadAsync($"select outcome from operation where aggregate_id = '{id}'", Cancel));
    }

    [Fact]
    public async Task A_request_that_this_version_cannot_read_whole_is_not_sent_and_people_are_told_why()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var (id, other) = (await world.ApprovedAsync(service, Cancel), await world.ApprovedAsync(service, Cancel, Inputs.Staging(world.Seed, service)));
        await ForeignOperationAsync(
            world, id, "'endpoint.create'", "'Open'", "'{\"call\":{\"$call\":\"createEndpointOfNewKind\"},\"token\":\"t\",\"tags\":{}}'");

        await AWhileAsync(world);

        var blocked = (await world.WorkAsync(SubjectKind.Connection, id, Cancel)).Conditions.Blocked;
        Assert.Equal(Party.Operator, blocked?.Owner);
        Assert.Contains("newer version", blocked?.Cause, StringComparison.Ordinal);
        Assert.Equal(ConnectionStage.Available, (await world.ConnectionAsync(other, Cancel)).Stage);
        Assert.Single(await world.Aws.PortalWritesAsync(Cancel), call => call.Action == "CreateVpcEndpoint");
    }

    /// <summary>Everything that people can ask for.</summary>
    private static IReadOnlyList<Func<Task>> ConnectionVerbs(PortalWorld world, Guid service, Guid id)
    {
        var (commands, chen) = (world.Get<ConnectionCommands>(), world.Cast.Chen);
        return
        [
            () => commands.ResubmitAsync(chen, id, Inputs.Checkout(world.Seed, service), null, Cancel),
            () => commands.DescribeAsync(chen, id, null, new("Else.", null, null), Cancel),
            () => commands.DeleteAsync(chen, id, null, null, Cancel),
            () => commands.DeleteAsync(world.Cast.Nora, id, null, null, Cancel),
            () => commands.BringEndpointAsync(chen, id, null, new("vpce-0123456789abcdef0"), Cancel),
            () => commands.RenewAsync(chen, id, new(world.Clock.GetUtcNow().AddDays(1)), null, Cancel),
            () => commands.RetryAsync(chen, id, null, Cancel),
            () => commands.ReconnectAsync(chen, id, null, Cancel),
            .. Decisions(world, id),
        ];
    }

    private static IReadOnlyList<Func<Task>> ServiceVerbs(PortalWorld world, Guid service, Guid asked)
    {
        var (commands, priya) = (world.Get<EndpointServiceCommands>(), world.Cast.Priya);
        return
        [
            () => commands.DescribeAsync(priya, service, null, new("Else", null, new(true, null, null), null, null), Cancel),
            () => commands.WithdrawAsync(priya, service, null, new(null, null, null), null, Cancel),
            () => commands.ResumeAsync(priya, service, null, null, Cancel),
            () => commands.RetryAsync(priya, service, null, Cancel),
            () => world.RequestAsync(service, Cancel, Inputs.Staging(world.Seed, service)),
            () => world.DecideAsync(asked, priya, "approve", Cancel),
        ];
    }

    private static IEnumerable<Func<Task>> Decisions(PortalWorld world, Guid id) =>
        new[] { "approve", "deny", "requestChanges" }.Select(decision => (Func<Task>)(async () =>
    {
        var review = await world.ReviewAsync(id, Cancel);
        await world.Get<ReviewCommands>().DecideAsync(world.Cast.Nora, review.Id, new(decision, "For a test.", review.PlanHash), null, Cancel);
    }));

    /// <summary>Each is refused with a sentence that says whose version is too old; nothing else comes of it.</summary>
    private static async Task AssertRefusedAsync(PortalWorld world, IReadOnlyList<Func<Task>> verbs)
    {
        var stored = await world.ReadAsync("select count(*)::text from audit_row", Cancel);
        foreach (var verb in verbs)
        {
            var refusal = await Assert.ThrowsAnyAsync<Exception>(verb);
            Assert.True(refusal is DomainException or InvalidInputException, refusal.ToString());
            Assert.Contains("newer", refusal.Message, StringComparison.Ordinal);
        }

        Assert.Equal(stored, await world.ReadAsync("select count(*)::text from audit_row", Cancel));
    }

    private static Task<string?> RowAsync(PortalWorld world, string table, Guid id) =>
        world.ReadAsync($"select to_jsonb(row)::text from {table} row where id = '{id}'", Cancel);

    private static async Task WakeAsync(PortalWorld world, SubjectKind kind, Guid id)
    {
        await using var context = world.Open();
        await WorkTable.WakeAsync(context, new Wake(kind, id), Cancel);
    }

    /// <summary>
    /// Lets the portal work for half an hour, longer than any call may still arrive: what only a newer version knows never comes to rest here.
    /// </summary>
    private static async Task AWhileAsync(PortalWorld world)
    {
        for (var round = 0; round < 6; round++)
        {
            await world.RunDueAsync(Cancel);
            await world.PassAsync(TimeSpan.FromMinutes(6), Cancel);
        }
    }

    private static Task<int> ForeignOperationAsync(PortalWorld world, Guid id, string step, string outcome, string request) => world.WriteAsync(
        $"""
        insert into operation (id, kind, aggregate_id, step_key, generation, account_id, region, request, plan_hash, outcome, created_at, last_sent_at)
        values ('{Guid.CreateVersion7()}', 'Connection', '{id}', {step}, 1, '{world.Seed.Account("storefront-prod").AccountId}', 'us-east-1',
            convert_to({request}, 'UTF8'), '', {outcome}, portal_now(), portal_now())
        """, Cancel);
}
