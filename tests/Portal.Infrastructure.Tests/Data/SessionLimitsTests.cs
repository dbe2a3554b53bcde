using Microsoft.EntityFrameworkCore;
using Npgsql;
using Portal.Domain.Connections;
using Portal.Infrastructure.Commands;
using Portal.Infrastructure.Data;
using Portal.Testing.Worlds;

namespace Portal.Infrastructure.Tests.Data;

public sealed class SessionLimitsTests(PortalCluster cluster) : WorldTest(cluster)
{
    private const string Database = "Host=db.example.com;Database=portal";

    [Fact]
    public async Task Every_session_of_the_portal_is_limited_also_after_its_connection_was_used_by_somebody_else()
    {
        await using var world = await StartAsync();
        var factory = world.Get<IDbContextFactory<PortalDbContext>>();
        for (var use = 0; use < 2; use++)
        {
            await using var context = await factory.CreateDbContextAsync(Cancel);
            Assert.Equal("10s 2s 20s", await SettingsAsync(context));
            await context.Database.ExecuteSqlAsync($"set lock_timeout = 0", Cancel);
        }

        await using var listener = await world.Get<NpgsqlDataSource>().OpenConnectionAsync(Cancel);
        Assert.Equal(10, new NpgsqlConnectionStringBuilder(listener.ConnectionString).KeepAlive);
    }

    [Fact]
    public async Task A_transaction_that_somebody_forgot_ends_by_itself_and_its_rows_are_free()
    {
        await using var world = await StartAsync();
        var id = await world.RequestAsync(await world.StoreServiceAsync(Cancel), Cancel);
        await using var connection = new NpgsqlConnection(Short(world.ConnectionString));
        await connection.OpenAsync(Cancel);
        await using var transaction = await connection.BeginTransactionAsync(Cancel);
        await using (var hold = new NpgsqlCommand($"select id from connection where id = '{id}' for update", connection, transaction))
        {
            await hold.ExecuteNonQueryAsync(Cancel);
        }

        await world.DeleteAsync(id, Cancel);

        Assert.Equal(ConnectionStage.Withdrawn, (await world.ConnectionAsync(id, Cancel)).Stage);
        var late = await Assert.ThrowsAnyAsync<NpgsqlException>(() => transaction.CommitAsync(Cancel));
        Assert.Equal(DatabaseFault.Away, DatabaseFaults.Of(late));
    }

    [Fact]
    public async Task Whoever_meets_a_locked_row_is_told_within_seconds_that_the_portal_is_busy_and_nothing_is_half_done()
    {
        await using var world = await StartAsync();
        var id = await world.RequestAsync(await world.StoreServiceAsync(Cancel), Cancel);
        await using var context = world.Open();
        await using (await context.Database.BeginTransactionAsync(Cancel))
        {
            await context.Connections.FromSql($"select *, xmin from connection where id = {id} for update").ToListAsync(Cancel);
            var refused = await Assert.ThrowsAsync<PortalBusyException>(() => world.DeleteAsync(id, Cancel)).WaitAsync(TimeSpan.FromSeconds(25), Cancel);
            Assert.StartsWith("The portal is busy with this.", refused.Message, StringComparison.Ordinal);
        }

        Assert.Equal(ConnectionStage.AwaitingApproval, (await world.ConnectionAsync(id, Cancel)).Stage);
        Assert.Equal(0, await context.AuditRows.CountAsync(row => row.Action == "connection.withdraw", Cancel));
        await world.DeleteAsync(id, Cancel);
        Assert.Equal(ConnectionStage.Withdrawn, (await world.ConnectionAsync(id, Cancel)).Stage);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task When_the_connection_breaks_in_the_commit_a_keyed_command_happens_once_and_an_unkeyed_one_says_that_it_may_have_happened(bool keyed)
    {
        await using var world = await StartAsync();
        var id = await world.RequestAsync(await world.StoreServiceAsync(Cancel), Cancel);
        await CutCommitsAsync(world);
        var key = keyed ? new IdempotencyKey("once", [1]) : null;

        var retry = world.Get<CommandRunner>().RunAsync(world.Cast.Chen, key, async (context, changes) =>
        {
            var connection = await context.Connections.SingleAsync(connection => connection.Id == id, Cancel);
            connection.Describe(connection.Justification, connection.Tags, "CHG-1");
            changes.Track(connection);
            return new Receipt(id, connection.Stage.ToString(), connection.Version);
        }, Cancel);

        if (keyed)
        {
            Assert.Equal(id, (await retry).Id);
        }
        else
        {
            Assert.Contains("may have been done", (await Assert.ThrowsAsync<OutcomeUnknownException>(() => retry)).Message, StringComparison.Ordinal);
        }

        await using var after = world.Open();
        Assert.Equal(keyed ? 1 : 0, await after.AuditRows.CountAsync(row => row.Action == "connection.describe", Cancel));
    }

    [Fact]
    public void What_the_operator_has_chosen_is_left_as_it_is()
    {
        var limited = new NpgsqlConnectionStringBuilder(SessionLimits.ForPortal($"{Database};Command Timeout=7;Options=-c lock_timeout=9000 -c work_mem=8MB"));

        Assert.Equal(7, limited.CommandTimeout);
        Assert.StartsWith("-c lock_timeout=9000 -c work_mem=8MB -c ", limited.Options, StringComparison.Ordinal);
        Assert.DoesNotContain("lock_timeout=2000", limited.Options, StringComparison.Ordinal);
        Assert.Equal(limited.ConnectionString, SessionLimits.ForPortal(limited.ConnectionString));
    }

    [Theory]
    [InlineData("15.4", false)]
    [InlineData("16.0", false)]
    [InlineData("17.2", true)]
    [InlineData("18.0", true)]
    public void A_limit_of_whole_transactions_is_asked_for_only_where_the_server_knows_it(string version, bool known)
    {
        Assert.Equal(known, SessionLimits.ForPortal(Database, Version.Parse(version)).Contains("transaction_timeout=60000", StringComparison.Ordinal));
        Assert.Equal(known, SessionLimits.ForJobs(Database, Version.Parse(version)).Contains("transaction_timeout=60000", StringComparison.Ordinal));
    }

    [Fact]
    public void Migrations_take_as_long_as_they_take_and_Hangfires_statements_end_by_themselves()
    {
        var migrating = new NpgsqlConnectionStringBuilder(SessionLimits.ForMigrations(Database));
        Assert.Equal(0, migrating.CommandTimeout);
        Assert.DoesNotContain("timeout=2", migrating.Options!.Replace("tcp_user_timeout=20000", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("statement_timeout", SessionLimits.ForJobs(Database), StringComparison.Ordinal);
    }

    private static async Task<string> SettingsAsync(PortalDbContext context) => (await context.Database.SqlQuery<string>(
        $"""
        select concat_ws(' ', current_setting('idle_in_transaction_session_timeout'), current_setting('lock_timeout'),
            current_setting('statement_timeout')) as "Value"
        """).ToListAsync(Cancel)).Single();

    /// <summary>As the portal's own sessions, with less patience than ten seconds.</summary>
    private static string Short(string connectionString) => SessionLimits.ForPortal(
        new NpgsqlConnectionStringBuilder(connectionString) { Options = "-c idle_in_transaction_session_timeout=500", Pooling = false }.ConnectionString);

    /// <summary>A database that cuts the first session that describes a connection, in the moment of its commit.</summary>
    private static async Task CutCommitsAsync(PortalWorld world)
    {
        await using var context = world.Open();
        await context.Database.ExecuteSqlRawAsync(
            """
            create sequence cuts;
            create function cut_commit() returns trigger language plpgsql as $$ begin
                if nextval('cuts') = 1 then perform pg_terminate_backend(pg_backend_pid()); perform pg_sleep(1); end if; return null; end $$;
            create constraint trigger cut_commit after update on connection deferrable initially deferred for each row execute function cut_commit();
            """, Cancel);
    }
}
