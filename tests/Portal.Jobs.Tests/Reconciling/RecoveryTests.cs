using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Recovery;
using Portal.Testing.Worlds;

namespace Portal.Jobs.Tests.Reconciling;

/// <summary>A database that may be older than what was done by it: the portal reads AWS, takes what people decide, and changes nothing.</summary>
public sealed class RecoveryTests(PortalCluster cluster) : Engine(cluster)
{
    [Fact]
    public async Task Nothing_is_changed_in_AWS_until_a_network_admin_confirms_and_then_what_was_wanted_meanwhile_is_done()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var connected = await world.ConnectedAsync(service, Cancel);
        var (recovery, before) = (world.Get<RecoveryCommands>(), (await world.Aws.PortalWritesAsync(Cancel)).Count);
        await recovery.BeginAsync("This is a test.", Cancel);
        await recovery.BeginAsync("Another host noticed it, too.", Cancel);

        await world.DeleteAsync(connected, Cancel);
        var waiting = await world.ApprovedAsync(service, Cancel);
        await world.RunDueAsync(Cancel);

        Assert.Equal(before, (await world.Aws.PortalWritesAsync(Cancel)).Count);
        var blocked = (await world.WorkAsync(SubjectKind.Connection, connected, Cancel)).Conditions.Blocked!;
        Assert.Contains("only observes", blocked.Cause, StringComparison.Ordinal);
        Assert.NotNull((await world.WorkAsync(SubjectKind.Connection, waiting, Cancel)).Conditions.Blocked);

        await Assert.ThrowsAsync<AccessRefusedException>(() => recovery.EndAsync(world.Cast.Priya, Cancel));
        await recovery.EndAsync(world.Cast.Nora, Cancel);
        await recovery.EndAsync(world.Cast.Nora, Cancel);
        await world.SettleAsync(Cancel);

        Assert.Equal(ConnectionStage.Deleted, (await world.ConnectionAsync(connected, Cancel)).Stage);
        Assert.Equal(ConnectionStage.Available, (await world.ConnectionAsync(waiting, Cancel)).Stage);
        Assert.Equal(EndpointServiceStage.Available, (await world.ServiceAsync(service, Cancel)).Stage);
        Assert.Equal(
            ["recovery.begin", "recovery.end"],
            (await world.Get<AuditQueries>().ListAsync(world.Cast.Nora, SubjectKind.Installation, null, null, null, Cancel)).Items
                .Select(row => row.Action).Order(StringComparer.Ordinal));
        await AssertBooksBalanceAsync(world);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_made_after_the_backup_is_found_by_its_tags_only_when_the_database_is_known_to_have_been_restored(bool restored)
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var connection = await world.ConnectedAsync(service, Cancel);
        var made = (await world.Aws.PortalWritesAsync(Cancel)).Single(call => call.Action == "CreateVpcEndpoint").ResultIds.Single();
        var nothing = Encoding.UTF8.GetString(CanonicalJson.Bytes(WorkConditions.Unknown));
        await using (var context = world.Open())
        {
            await context.Database.ExecuteSqlAsync(
                $"""
                delete from attempt where operation_id in (select id from operation where aggregate_id = {connection});
                delete from operation where aggregate_id = {connection};
                update connection set stage = 'Provisioning', vpc_endpoint_id = null where id = {connection};
                update work set observation = null, conditions = {nothing}::jsonb where id = {connection}
                """,
                Cancel);
        }

        if (restored)
        {
            await world.Get<RecoveryCommands>().BeginAsync("This is a test.", Cancel);
            await world.Get<RecoveryCommands>().EndAsync(world.Cast.Nora, Cancel);
        }

        await world.Get<ConnectionCommands>().RetryAsync(world.Cast.Chen, connection, null, Cancel);
        await world.SettleAsync(Cancel);

        var found = await world.ConnectionAsync(connection, Cancel);
        Assert.Equal(ConnectionStage.Available, found.Stage);
        Assert.Equal(restored, found.VpcEndpointId == made);
        Assert.Equal(restored ? 1 : 2, (await world.Aws.PortalWritesAsync(Cancel)).Count(call => call.Action == "CreateVpcEndpoint"));
    }
}
