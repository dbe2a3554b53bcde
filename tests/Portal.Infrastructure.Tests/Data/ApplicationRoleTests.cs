using Npgsql;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.EmbeddedPostgres;

namespace Portal.Infrastructure.Tests.Data;

/// <summary>The role by which the portal works: it does its work, and the history is safe from it.</summary>
public sealed class ApplicationRoleTests(EmptyCluster cluster) : IClassFixture<EmptyCluster>
{
    private const string Denied = PostgresErrorCodes.InsufficientPrivilege;

    private const string Row = """
        insert into audit_row (at, id, subject_kind, subject_id, action, actor_issuer, actor_subject, team_ids, format, bytes, sha256)
        values (clock_timestamp(), gen_random_uuid(), 'Team', '1', 'x', 'i', 's', array[gen_random_uuid()], 1, 'x', 'y')
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_history_is_added_to_and_who_may_read_it_is_noted_and_nothing_of_it_is_changed()
    {
        var (portal, owner) = await MigratedAsync();

        Assert.Equal(1, await ExecuteAsync(portal, Row));
        Assert.Equal(1L, await ScalarAsync(portal, "select count(*) from audit_reader"));

        var partition = (string)(await ScalarAsync(owner, "select tableoid::regclass::text from audit_row limit 1"))!;
        foreach (var statement in new[]
        {
            "update audit_row set action = 'y'", "delete from audit_row", "truncate audit_row",
            $"update {partition} set action = 'y'", $"delete from {partition}", $"select * from {partition}", $"drop table {partition}",
            "delete from audit_reader", "insert into audit_reader select gen_random_uuid(), at, id, 'Team' from audit_row",
            "update installation set created_at = now()", "delete from \"__EFMigrationsHistory\"", "create table mine (id int)",
            "alter table person add column x int",
        })
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(portal, statement));
            Assert.True(refused.SqlState == Denied, $"{statement}: {refused.MessageText}");
        }

        Assert.Equal(1L, await ScalarAsync(owner, "select count(*) from audit_row where action = 'x'"));
    }

    [Fact]
    public async Task A_month_that_is_not_there_yet_is_made_for_it_and_as_safe_as_the_others()
    {
        var (portal, owner) = await MigratedAsync();
        await ExecuteAsync(portal, "select ensure_audit_partitions(7)");

        Assert.Equal(9L, await ScalarAsync(owner, "select count(*) from pg_inherits where inhparent = 'audit_row'::regclass"));
        Assert.Equal(0L, await ScalarAsync(owner, $"""
            select count(*) from pg_inherits where inhparent = 'audit_row'::regclass
                and has_table_privilege('{PrivatePostgres.ApplicationRole}', inhrelid, 'select, insert, update, delete, truncate')
            """));
    }

    [Fact]
    public async Task Every_other_table_is_written_and_the_form_is_known_to_be_anothers_to_change()
    {
        var (portal, owner) = await MigratedAsync();

        Assert.Equal("__EFMigrationsHistory,audit_reader,installation", await ScalarAsync(owner, $"""
            select string_agg(relname, ',' order by relname) from pg_class
            where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p') and relname not like 'audit_row%'
                and not has_table_privilege('{PrivatePostgres.ApplicationRole}', oid, 'update')
            """));
        var (theirs, own) = (await PortalDatabase.FormAsync(portal, Cancel), await PortalDatabase.FormAsync(owner, Cancel));
        Assert.Equal((false, false, 0), (theirs.IsOwner, theirs.ChangesHistory, theirs.Pending.Count));
        Assert.Equal((true, true, 0), (own.IsOwner, own.ChangesHistory, own.Pending.Count));
    }

    [Fact]
    public async Task An_empty_database_lacks_everything()
    {
        var owner = await cluster.CreateDatabaseAsync();

        var form = await PortalDatabase.FormAsync(owner, Cancel);

        Assert.Equal((true, false), (form.IsOwner, form.ChangesHistory));
        Assert.NotEmpty(form.Pending);
    }

    private async Task<(string Portal, string Owner)> MigratedAsync()
    {
        var owner = await cluster.CreateDatabaseAsync();
        var portal = await cluster.ApplicationRoleAsync(owner);
        await PortalDatabase.MigrateAsync(owner, Cancel, application: PrivatePostgres.ApplicationRole);
        // A later start does it again.
        await PortalDatabase.MigrateAsync(owner, Cancel, application: PrivatePostgres.ApplicationRole);
        return (portal, owner);
    }

    private static async Task<int> ExecuteAsync(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        return await source.CreateCommand(sql).ExecuteNonQueryAsync(Cancel);
    }

    private static async Task<object?> ScalarAsync(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        return await source.CreateCommand(sql).ExecuteScalarAsync(Cancel);
    }
}
