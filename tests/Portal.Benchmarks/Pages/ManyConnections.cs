using System.Globalization;
using Npgsql;
using Portal.Benchmarks.Worlds;
using Portal.Sandbox.Seeding;

namespace Portal.Benchmarks.Pages;

/// <summary>
/// An estate with many connections at rest: copies of one that was really made, each with its work, its review, an operation and a line of history.
/// </summary>
internal sealed class ManyConnections(Estate estate, Guid connection, Guid service, int count)
{
    private const int Each = 20;
    private const int Teams = 10;

    // However many connections there are, people have so much to decide.
    private const int Open = 20;

    // Two thousand accounts, and twenty connections a service.
    private const string Account = "'4' || lpad((i % 2000)::text, 11, '0')";
    private const string ServiceOf = "((i - 1) / 20)";

    public static Guid FirstService { get; } = new("00000000-0000-7000-8003-000000000000");

    /// <summary>A world with one connection that was really made, and its copies.</summary>
    public static async Task<Estate> StartAsync(int count)
    {
        var estate = await Estate.StartAsync(SandboxSeed.Default);
        var service = await estate.PublishAsync();
        var connection = await estate.ApproveAsync(service);
        await estate.ConnectAsync([connection]);
        await estate.RestAsync();
        await new ManyConnections(estate, connection, service, count).FillAsync();
        return estate;
    }

    private async Task FillAsync()
    {
        await using var database = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(estate.ConnectionString) { CommandTimeout = 600 }.ConnectionString);
        await RunAsync(database, $"insert into team (id, name, created_at) select {Id(4, "i")}, 'Team ' || i, now() from generate_series(2, {Teams - 1}) i");
        await CopyAsync(database, "endpoint_service", $"one.id = '{service}'", $"generate_series(0, {(count - 1) / Each}) i", new()
        {
            ["id"] = Id(3, "i"),
            ["team_id"] = Owner("i"),
            ["name"] = "'Service ' || i",
            ["created_at"] = "now() - i * interval '1 second'",
        });
        await CopyAsync(database, "connection", $"one.id = '{connection}'", Numbers, new()
        {
            ["id"] = Id(0, "i"),
            ["service_id"] = Id(3, ServiceOf),
            ["consumer_team_id"] = Team("i"),
            ["provider_team_id"] = Owner(ServiceOf),
            ["review_id"] = Id(1, "i"),
            ["vpc_endpoint_id"] = "'vpce-1' || lpad(to_hex(i), 16, '0')",
            ["stage"] = $"case when i <= {Open} then 'AwaitingApproval' when i % 10 = 0 then 'Deleted' else 'Available' end",
            ["created_at"] = "now() - i * interval '1 second'",
        });
        await CopyAsync(database, "work", $"one.id = '{connection}'", Numbers, new()
        {
            ["id"] = Id(0, "i"),
            ["account_id"] = Account,
            ["due_at"] = $"case when i <= {Open} or i % 10 = 0 then null else now() + interval '1 hour' + (i % 2000) * interval '1 second' end",
        });
        await CopyAsync(database, "review", $"one.subject_id = '{connection}'", Numbers, new()
        {
            ["id"] = Id(1, "i"),
            ["subject_id"] = Id(0, "i"),
            ["consumer_team_id"] = Team("i"),
            ["provider_team_id"] = Owner(ServiceOf),
            ["state"] = $"case when i <= {Open} then 'Open' else 'Approved' end",
            ["created_at"] = "now() - i * interval '1 second'",
        });
        await CopyAsync(database, "operation", $"one.aggregate_id = '{connection}' and one.step_key like 'endpoint.create%'", Numbers, new()
        {
            ["id"] = Id(2, "i"),
            ["aggregate_id"] = Id(0, "i"),
            ["account_id"] = Account,
        });
        await CopyAsync(database, "audit_row", $"one.id = (select id from audit_row where subject_id = '{connection}' order by id limit 1)", Numbers, new()
        {
            ["id"] = Id(5, "i"),
            ["at"] = "now() - i * interval '1 millisecond'",
            ["subject_id"] = $"({Id(0, "i")})::text",
            ["team_ids"] = $"array[{Team("i")}, {Owner(ServiceOf)}]",
        });
        await RunAsync(database, "vacuum analyze");
    }

    private string Numbers => string.Create(CultureInfo.InvariantCulture, $"generate_series(1, {count}) i");

    /// <summary>The first two of all teams are the ones whose people read.</summary>
    private string Team(string number) =>
        $"case ({number}) % {Teams} when 0 then '{estate.Cast.Storefront.Id}' when 1 then '{estate.Cast.Payments.Id}'::uuid else "
            + $"{Id(4, $"({number}) % {Teams}")} end";

    /// <summary>Every second service is Payments Platform's: so both worlds fill the first page of a provider.</summary>
    private string Owner(string service) => $"case when {service} % 2 = 0 then '{estate.Cast.Payments.Id}'::uuid else {Id(4, $"2 + {service} % 8")} end";

    private static string Id(int kind, string number) => $"('00000000-0000-7000-800{kind}-' || lpad(to_hex({number}), 12, '0'))::uuid";

    private static async Task CopyAsync(NpgsqlDataSource database, string table, string original, string numbers, Dictionary<string, string> columns)
    {
        List<string> names = [];
        await using (
            var read = database.CreateCommand("select column_name::text from information_schema.columns where table_schema = 'public' and table_name = $1"))
        {
            read.Parameters.Add(new() { Value = table });
            await using var rows = await read.ExecuteReaderAsync();
            while (await rows.ReadAsync())
            {
                names.Add(rows.GetString(0));
            }
        }

        var values = names.Select(name => columns.GetValueOrDefault(name, $"one.{name}"));
        await RunAsync(
            database, $"insert into {table} ({string.Join(", ", names)}) select {string.Join(", ", values)} from {table} one, {numbers} where {original}");
    }

    private static async Task RunAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
