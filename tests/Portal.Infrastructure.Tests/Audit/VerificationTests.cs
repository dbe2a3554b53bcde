using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Audit;
using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Tests.Data;
using Portal.Testing.Worlds;

namespace Portal.Infrastructure.Tests.Audit;

public sealed class VerificationTests(PortalCluster cluster) : WorldTest(cluster)
{
    /// <summary>
    /// What somebody with the database's password could put into each column; a column that is not here fails the test until somebody has thought of it.
    /// </summary>
    private static readonly Dictionary<string, string[]> Forgeries = new()
    {
        ["id"] = ["gen_random_uuid()"],
        ["at"] = ["at + interval '1 microsecond'", "at - interval '1 day'", "'infinity'", "'0044-03-15 BC'", "'20000-01-01'"],
        ["subject_kind"] = ["'Service'", "'connection'", "'Moon'", "''", "'0'"],
        ["subject_id"] = ["subject_id || ' '", "''"],
        ["action"] = ["'connection.deny'", "upper(action)"],
        ["actor_issuer"] = ["'elsewhere'"],
        ["actor_subject"] = ["'viktor'"],
        ["team_ids"] =
            ["'{}'", "team_ids || gen_random_uuid()", "team_ids[1:1]", "array_append(team_ids, null)", "array[team_ids, team_ids]",
                "array[team_ids[2], team_ids[1]]"],
        ["format"] = ["1", "3", "-1"],
        ["bytes"] = ["bytes || ' '::bytea", "'{}'", "'[]'", "'nothing'", "''"],
        ["sha256"] = ["sha256(bytes || ' '::bytea)", "''"],
    };

    [Fact]
    public async Task Whatever_is_changed_in_any_column_of_a_row_is_found_and_named()
    {
        await using var world = await StartAsync();
        await world.RequestAsync(await world.StoreServiceAsync(Cancel), Cancel);
        var queries = world.Get<AuditQueries>();
        var untouched = await queries.VerifyAsync(Cancel);
        Assert.Equal((0, 0), (untouched.Broken.Count, untouched.BrokenRows));
        Assert.True(untouched.Rows > 0);
        await using var context = world.Open();
        foreach (var column in await ColumnsAsync(context))
        {
            if (AuditColumns.NotInBytes.TryGetValue(column, out var reason))
            {
                Assert.NotEmpty(reason);
                continue;
            }

            Assert.True(
                Forgeries.TryGetValue(column, out var forgeries),
                $"Nobody has decided whether \"{column}\" is proved by the bytes: put it into AuditColumns, and forgeries of it here.");
            foreach (var forgery in forgeries!)
            {
                await using var transaction = await context.Database.BeginTransactionAsync(Cancel);
                var forged = await ForgeAsync(context, column, forgery);
                var found = await new AuditVerifier(context).RunAsync(Cancel);

                var difference = Assert.Single(found.Differences);
                Assert.Equal((forged, 1, untouched.Rows), (difference.Id, found.BrokenRows, found.Rows));
                Assert.True(difference.Columns.Contains(column), $"{column} = {forgery} was reported as {string.Join(", ", difference.Columns)}");
                Assert.True(
                    AuditColumns.Proof.Contains(column) || difference.Columns.Count == 1,
                    $"{column} = {forgery} was reported as {string.Join(", ", difference.Columns)}");
                await transaction.RollbackAsync(Cancel);
            }
        }
    }

    [Theory]
    [InlineData("delete from audit_reader where id = {0}")]
    [InlineData("insert into audit_reader (team_id, at, id, subject_kind) select gen_random_uuid(), at, id, subject_kind from audit_row where id = {0}")]
    [InlineData("update audit_reader set subject_kind = 'Session' where id = {0}")]
    public async Task A_line_that_is_hidden_from_its_readers_or_shown_to_others_is_found(string forgery)
    {
        await using var world = await StartAsync();
        await world.RequestAsync(await world.StoreServiceAsync(Cancel), Cancel);
        await using var context = world.Open();
        var line = await context.AuditRows.Where(row => row.TeamIds.Length > 1).Select(row => row.Id).FirstAsync(Cancel);

        await context.Database.ExecuteSqlRawAsync(forgery, [line], Cancel);

        var difference = Assert.Single((await world.Get<AuditQueries>().VerifyAsync(Cancel)).Differences);
        Assert.Equal((line, "audit_reader"), (difference.Id, Assert.Single(difference.Columns)));
    }

    [Fact]
    public async Task Every_column_that_the_portal_maps_is_proved_or_excused_and_none_is_in_the_table_besides()
    {
        await using var world = await StartAsync();
        await using var context = world.Open();
        var mapped = context.Model.FindEntityType(typeof(AuditRow))!.GetProperties().Select(property => property.GetColumnName()).Order(StringComparer.Ordinal)
            .ToList();

        Assert.Equal(
            mapped,
            AuditColumns.FromBytes.Select(column => column.Name).Concat(AuditColumns.Proof).Concat(AuditColumns.NotInBytes.Keys).Order(StringComparer.Ordinal));
        Assert.Equal(mapped, await ColumnsAsync(context));
    }

    [Fact]
    public async Task Rows_of_the_first_format_stay_sound_and_forging_them_or_their_format_is_found()
    {
        await using var world = await StartAsync();
        await world.RequestAsync(await world.StoreServiceAsync(Cancel), Cancel);
        await using var context = world.Open();
        await ToFirstFormatAsync(context);
        var verifier = new AuditVerifier(context);
        Assert.Equal(0, (await verifier.RunAsync(Cancel)).BrokenRows);

        await context.Database.ExecuteSqlAsync($"update audit_row set format = 2", Cancel);
        Assert.All((await verifier.RunAsync(Cancel)).Differences, row => Assert.Equal(["format"], row.Columns));
        await context.Database.ExecuteSqlAsync($"update audit_row set format = 1, actor_subject = 'viktor'", Cancel);
        var found = await verifier.RunAsync(Cancel);
        Assert.Equal(found.Rows, found.BrokenRows);
        Assert.All(found.Differences, row => Assert.Equal(["actor_subject"], row.Columns));
        Assert.NotEmpty((await world.Get<AuditQueries>().ListAsync(world.Cast.Tomas, null, null, null, null, Cancel)).Items);
    }

    [Fact]
    public async Task Of_very_many_rows_that_differ_all_are_counted_and_a_thousand_named()
    {
        await using var world = await StartAsync();
        await world.RequestAsync(await world.StoreServiceAsync(Cancel), Cancel);
        await using var context = world.Open();
        await context.Database.ExecuteSqlAsync(
            $"""
            insert into audit_row (at, id, subject_kind, subject_id, action, actor_issuer, actor_subject, team_ids, format, bytes, sha256)
            select at, gen_random_uuid(), subject_kind, subject_id, action, actor_issuer, actor_subject, team_ids, format, bytes, sha256
            from (select * from audit_row limit 1) one, generate_series(1, 2500)
            """, Cancel);

        var found = await world.Get<AuditQueries>().VerifyAsync(Cancel);

        Assert.Equal((2_500, 1_000, 1_000), (found.BrokenRows, found.Broken.Count, found.Differences.Count));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => world.Get<AuditQueries>().VerifyAsync(new CancellationToken(canceled: true)));
    }

    private static async Task<List<string>> ColumnsAsync(Infrastructure.Data.PortalDbContext context) =>
        [.. (await context.Database.SqlQuery<string>(
            $"""select column_name::text as "Value" from information_schema.columns where table_name = 'audit_row'""")
            .ToListAsync(Cancel)).Order(StringComparer.Ordinal)];

    /// <returns>The row's id as it stands there then.</returns>
    private static async Task<Guid> ForgeAsync(Infrastructure.Data.PortalDbContext context, string column, string value)
    {
#pragma warning disable EF1002 // The test's own text.
        // Braces would be parameters.
        var literal = value.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);
        return (await context.Database.SqlQueryRaw<Guid>(
            $"""
            update audit_row set {column} = {literal}
            where id = (select id from audit_row where cardinality(team_ids) = 2 order by id limit 1) returning id as "Value"
            """).ToListAsync(Cancel)).Single();
#pragma warning restore EF1002
    }

    /// <summary>As the portal wrote them before the bytes named their format.</summary>
    private static async Task ToFirstFormatAsync(Infrastructure.Data.PortalDbContext context)
    {
        foreach (var row in await context.AuditRows.AsNoTracking().ToListAsync(Cancel))
        {
            var members = JsonNode.Parse(row.Bytes)!.AsObject();
            members.Remove("format");
            var bytes = CanonicalJson.Bytes(members);
            await context.Database.ExecuteSqlAsync(
                $"update audit_row set format = 1, bytes = {bytes}, sha256 = {System.Security.Cryptography.SHA256.HashData(bytes)} where id = {row.Id}",
                Cancel);
        }
    }
}
