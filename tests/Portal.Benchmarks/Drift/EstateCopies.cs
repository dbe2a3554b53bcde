using System.Globalization;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Portal.Benchmarks.Worlds;
using Portal.Sandbox;
using Portal.Sandbox.Hosting;
using Portal.Sandbox.Resources;

namespace Portal.Benchmarks.Drift;

/// <summary>Copies of one connection that is at rest, with all that the portal knows of it and all that AWS has of it, into many accounts.</summary>
internal sealed class EstateCopies(Guid service, Guid connection, string endpoint, int accounts, int each)
{
    private const int RowsAtOnce = 500;

    // In the order in which they refer to each other.
    private static readonly IReadOnlyList<(string Table, string Mine)> Tables =
    [
        ("connection", "id = $1"),
        ("review", "subject_id = $1"),
        ("review_decision", "review_id in (select id from review where subject_id = $1)"),
        ("principal_grant", "connection_id = $1"),
        ("work", "id = $1"),
        ("operation", "aggregate_id = $1"),
        ("attempt", "operation_id in (select id from operation where aggregate_id = $1)"),
    ];

    private static readonly Dictionary<string, string> Ids = new()
    {
        ["connection"] = "select id::text from connection where id = $1",
        ["review"] = "select id::text from review where subject_id = $1",
        ["principal_grant"] = "select id::text from principal_grant where connection_id = $1",
        ["operation"] = "select id::text from operation where aggregate_id = $1",
        ["attempt"] = "select attempt.id::text from attempt join operation on operation.id = operation_id where aggregate_id = $1",
    };

    // Each with the number that its copies have in the same place.
    private readonly List<string> _interfaces = [];
    private readonly List<string> _ids = [];

    public static string EndpointId(int account, int number) => string.Create(CultureInfo.InvariantCulture, $"vpce-0{account:x2}{number:x14}");

    /// <summary>Puts the copies into the portal's database; the simulated AWS has them already.</summary>
    public async Task FillAsync(NpgsqlDataSource database)
    {
        foreach (var (table, _) in Tables.Where(one => Ids.ContainsKey(one.Table)))
        {
            _ids.AddRange(await ReadAsync(database, Ids[table]));
        }

        foreach (var (table, mine) in Tables)
        {
            var rows = await ReadAsync(database, $"select to_jsonb(one)::text from {table} one where {mine}");
            foreach (var some in Numbers().Chunk(RowsAtOnce))
            {
                var copies = some.SelectMany(copy => rows.Select(row => Renumber(row, copy.Account, copy.Number)));
                await ExecuteAsync(database, $"insert into {table} select * from jsonb_populate_recordset(null::{table}, $1)", Json(copies));
            }
        }

        var accountIds = Enumerable.Range(0, accounts).Select(ManyAccounts.AccountId).ToArray();
        await ExecuteAsync(
            database, "insert into work_scope (account_id, region, fence, failures) select id, 'us-east-1', 0, 0 from unnest($1) as id on conflict do nothing",
            new NpgsqlParameter { Value = accountIds });
        await ExecuteAsync(
            database,
            "update work set observation = jsonb_set(observation, '{principals}', (observation -> 'principals') || $2) where id = $1",
            new NpgsqlParameter { Value = service }, Json(accountIds.Select(id => $"\"arn:aws:iam::{id}:root\"")));
    }

    /// <summary>Puts the copies into the simulated AWS.</summary>
    public void Fill(SandboxHost aws) => aws.Engine.Change((store, _) =>
    {
        var original = store.Endpoints.Find(endpoint)!;
        _interfaces.AddRange(original.NetworkInterfaceIds);
        var cards = _interfaces.Select(id => store.NetworkInterfaces.Find(id)!).ToList();
        var tags = store.Tags.Find(endpoint)!;
        var principal = store.AllowedPrincipals.All().Single(one => one.ServiceId == original.ServiceId);
        foreach (var account in Enumerable.Range(0, accounts))
        {
            var copy = Copy(principal, account, 0);
            store.AllowedPrincipals.Put(copy with { Id = $"{principal.Id}{account}", OwnerId = principal.OwnerId });
        }

        foreach (var (account, number) in Numbers())
        {
            store.Endpoints.Put(Copy(original, account, number));
            store.Tags.Put(Copy(tags, account, number));
            cards.ForEach(card => store.NetworkInterfaces.Put(Copy(card, account, number)));
        }
    });

    private IEnumerable<(int Account, int Number)> Numbers() =>
        from account in Enumerable.Range(0, accounts) from number in Enumerable.Range(0, each) select (account, number);

    private T Copy<T>(T row, int account, int number) =>
        JsonSerializer.Deserialize<T>(Renumber(JsonSerializer.Serialize(row, SandboxJson.Options), account, number), SandboxJson.Options)!;

    /// <summary>Every id of its own gets the copy's number in it; those of the service stay.</summary>
    private string Renumber(string row, int account, int number)
    {
        var copy = (account * each) + number;
        var text = ManyAccounts.Renumber(row, account).Replace(endpoint, EndpointId(account, number), StringComparison.Ordinal);
        for (var i = 0; i < _interfaces.Count; i++)
        {
            text = text.Replace(_interfaces[i], string.Create(CultureInfo.InvariantCulture, $"eni-0{i:x2}{copy:x14}"), StringComparison.Ordinal);
        }

        for (var i = 0; i < _ids.Count; i++)
        {
            text = text.Replace(_ids[i], string.Create(CultureInfo.InvariantCulture, $"00000000-0000-7000-8000-{i:x4}{copy:x8}"), StringComparison.Ordinal);
        }

        return text;
    }

    private async Task<IReadOnlyList<string>> ReadAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        command.Parameters.Add(new() { Value = connection });
        await using var reader = await command.ExecuteReaderAsync();
        List<string> rows = [];
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }

    private static async Task ExecuteAsync(NpgsqlDataSource database, string sql, params NpgsqlParameter[] parameters)
    {
        await using var command = database.CreateCommand(sql);
        command.Parameters.AddRange(parameters);
        await command.ExecuteNonQueryAsync();
    }

    private static NpgsqlParameter Json(IEnumerable<string> rows) => new() { Value = $"[{string.Join(',', rows)}]", NpgsqlDbType = NpgsqlDbType.Jsonb };
}
