using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Infrastructure.Commands;
using Portal.Infrastructure.Provisioning;
using Portal.Testing.Worlds;

namespace Portal.Infrastructure.Tests.Data;

public sealed class CommitTests(PortalCluster cluster) : WorldTest(cluster)
{
    [Fact]
    public async Task A_change_whose_history_cannot_be_written_does_not_happen()
    {
        await using var world = await StartAsync();
        var id = await world.RequestAsync(await world.StoreServiceAsync(Cancel), Cancel);
        var before = await StoredAsync(world);
        await using (var context = world.Open())
        {
            await context.Database.ExecuteSqlRawAsync(
                """
                create function refuse_row() returns trigger language plpgsql as $$ begin raise exception 'no history'; end $$;
                create trigger refuse_row before insert on audit_row for each row execute function refuse_row();
                """, Cancel);
        }

        await Assert.ThrowsAnyAsync<DbUpdateException>(() => world.DeleteAsync(id, Cancel));
        await Assert.ThrowsAnyAsync<DbUpdateException>(() => world.DecideAsync(id, world.Cast.Nora, "approve", Cancel));

        Assert.Equal(before, await StoredAsync(world));
        Assert.Equal(ConnectionStage.AwaitingApproval, (await world.ConnectionAsync(id, Cancel)).Stage);
        Assert.Empty((await world.ReviewAsync(id, Cancel)).Decisions);
    }

    [Fact]
    public async Task A_command_survives_that_the_database_has_cut_its_idle_connections()
    {
        await using var world = await StartAsync();
        var id = await world.RequestAsync(await world.StoreServiceAsync(Cancel), Cancel);
        await DatabaseSessions.CutAsync(world, "portal", Cancel);

        await world.DeleteAsync(id, Cancel);

        Assert.Equal(ConnectionStage.Withdrawn, (await world.ConnectionAsync(id, Cancel)).Stage);
    }

    [Fact]
    public async Task A_command_that_is_cut_before_its_commit_happens_once()
    {
        await using var world = await StartAsync();
        var id = await world.RequestAsync(await world.StoreServiceAsync(Cancel), Cancel);
        Task deletion;
        await using (var context = world.Open())
        {
            await using var transaction = await context.Database.BeginTransactionAsync(Cancel);
            await context.Connections.FromSql($"select *, xmin from connection where id = {id} for update").ToListAsync(Cancel);
            deletion = Task.Run(() => world.DeleteAsync(id, Cancel), Cancel);
            await DatabaseSessions.WaitForLockAsync(world, "portal", Cancel);
            await DatabaseSessions.CutAsync(world, "portal", Cancel);
            await transaction.RollbackAsync(Cancel);
        }

        await deletion;
        Assert.Equal(ConnectionStage.Withdrawn, (await world.ConnectionAsync(id, Cancel)).Stage);
        await using var after = world.Open();
        Assert.Equal(1, await after.AuditRows.CountAsync(row => row.Action == "connection.withdraw", Cancel));
    }

    [Fact]
    public async Task A_changed_row_of_the_history_is_found()
    {
        await using var world = await StartAsync();
        await world.RequestAsync(await world.StoreServiceAsync(Cancel), Cancel);
        var queries = world.Get<Infrastructure.Audit.AuditQueries>();
        Assert.Empty((await queries.VerifyAsync(Cancel)).Broken);

        await using var context = world.Open();
        var row = await context.AuditRows.AsNoTracking().FirstAsync(Cancel);
        row.Bytes[^2] ^= 1;
        await context.Database.ExecuteSqlAsync($"update audit_row set bytes = {row.Bytes} where id = {row.Id}", Cancel);

        Assert.Equal([row.Id], (await queries.VerifyAsync(Cancel)).Broken);
    }

    [Fact]
    public async Task The_history_is_read_by_the_teams_it_concerns_and_by_who_reads_everything()
    {
        await using var world = await StartAsync();
        var id = await world.RequestAsync(await world.StoreServiceAsync(Cancel), Cancel);
        var queries = world.Get<Infrastructure.Audit.AuditQueries>();
        foreach (var reader in new[] { world.Cast.Chen, world.Cast.Priya, world.Cast.Nora, world.Cast.Tomas })
        {
            var line = Assert.Single((await queries.ListAsync(reader, SubjectKind.Connection, id.ToString(), null, null, Cancel)).Items);
            Assert.Equal(("connection.submit", "chen", "Draft", "AwaitingApproval"), (line.Action, line.By, line.From, line.To));
        }

        foreach (var outsider in new[] { world.Cast.Amara, world.Cast.Viktor, world.Cast.Stranger })
        {
            Assert.Empty((await queries.ListAsync(outsider, SubjectKind.Connection, id.ToString(), null, null, Cancel)).Items);
            Assert.Empty((await queries.AfterAsync(outsider, null, null, Cancel)).Items);
        }
    }

    [Fact]
    public async Task A_persons_change_and_a_reconcilers_release_of_the_same_connection_wait_for_each_other_and_both_happen()
    {
        await using var world = await StartAsync();
        var id = await world.ApprovedAsync(await world.StoreServiceAsync(Cancel), Cancel);
        Task deletion;
        await using (var context = world.Open())
        {
            var scope = (await world.ConnectionAsync(id, Cancel)).Spec.WorkScope;
            var claim = Assert.Single(await WorkTable.ClaimDueAsync(context, scope, "test", 10, Cancel));
            await using var transaction = await context.Database.BeginTransactionAsync(Cancel);
            Assert.NotNull(await WorkTable.HoldAsync(context, claim, Cancel));
            deletion = Task.Run(() => world.DeleteAsync(id, Cancel), Cancel);
            await DatabaseSessions.WaitForLockAsync(world, "portal", Cancel);
            var connection = await context.Connections.SingleAsync(connection => connection.Id == id, Cancel);
            connection.Identify("vpce-0123456789abcdef0");
            await new ChangeSet(context, Actor.System("reconciler"), world.Clock).CommitAsync(Cancel);
            await WorkTable.ReleaseAsync(context, [new(claim, TimeSpan.FromHours(1))], null, Cancel);
            await transaction.CommitAsync(Cancel);
        }

        await deletion;
        var after = await world.ConnectionAsync(id, Cancel);
        Assert.Equal((ConnectionStage.Deprovisioning, "vpce-0123456789abcdef0"), (after.Stage, after.VpcEndpointId));
        await using var later = world.Open();
        Assert.True((await world.WorkAsync(SubjectKind.Connection, id, Cancel)).DueAt <= await WorkTable.NowAsync(later, Cancel));
    }
}
