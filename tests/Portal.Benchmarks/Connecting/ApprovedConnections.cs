using System.Diagnostics;
using Npgsql;
using Portal.Benchmarks.Findings;
using Portal.Benchmarks.Worlds;
using Portal.Testing.Worlds;

namespace Portal.Benchmarks.Connecting;

/// <summary>Connections of one account that are approved at once, until all are available: by the portal, and the same calls by nothing but the SDK.</summary>
internal static class ApprovedConnections
{
    private const int Count = 40;

    // Until the runtime has compiled both for good, it takes more of the machine than they do.
    private const int WarmUps = 5;

    public static async Task<IReadOnlyList<Finding>> RunAsync(Sizes sizes)
    {
        // A VPC takes fifty endpoints, so each batch has an account of its own.
        var pairs = sizes.Of(Contrast.Pairs, 1);
        var accounts = new Queue<int>(Enumerable.Range(0, 2 + (2 * (WarmUps + pairs))));
        await using var estate = await Estate.StartAsync(ManyAccounts.Seed(accounts.Count));
        await using var database = NpgsqlDataSource.Create(estate.ConnectionString);
        var service = await estate.PublishAsync();
        // One from each without looking: roles are assumed, sockets opened, and principals allowed.
        List<Guid> first = [];
        foreach (var account in accounts)
        {
            first.Add(await estate.ApproveAsync(service, ManyAccounts.Alias(account)));
        }

        await estate.ConnectAsync(first);

        var ids = await ApproveAsync(estate, service, accounts.Dequeue());
        var (calls, transactions) = ((await LedgerAsync(estate, 0))[^1].Seq, await TransactionsAsync(database));
        await estate.ConnectAsync(ids);
        var (made, after) = (await LedgerAsync(estate, calls), await TransactionsAsync(database));
        using var loop = new BareLoop(estate, await ServiceAsync(database), made, Count);
        await loop.RunAsync(accounts.Dequeue());

        var (baselines, ours) = (new List<double>(), new List<double>());
        for (var pair = -WarmUps; pair < pairs; pair++)
        {
            var approved = await ApproveAsync(estate, service, accounts.Dequeue());
            var (bare, portal) = (
                Count / await SecondsAsync(() => loop.RunAsync(accounts.Dequeue())), Count / await SecondsAsync(() => estate.ConnectAsync(approved)));
            if (pair >= 0)
            {
                baselines.Add(bare);
                ours.Add(portal);
            }
        }

        return
        [
            new Contrast(
                $"connections a second from approved to available, {Count} at once, against the same calls by the SDK alone", "/s", baselines, ours,
                Bound.AtLeast(0.5)),
            new Figure("AWS calls a connection", made.Count / (double)Count, Bound.AtMost(4), $"in all {Tally(made)}"),
            new Figure("calls of those that change something", made.Count(call => call.IsMutating) / (double)Count, Bound.AtMost(2)),
            new Figure("transactions a connection", (after.All - transactions.All) / (double)Count, Bound.AtMost(40)),
            new Figure("transactions of those that write", (after.Writing - transactions.Writing) / (double)Count, Bound.AtMost(12)),
        ];
    }

    private static async Task<IReadOnlyList<Guid>> ApproveAsync(Estate estate, Guid service, int account)
    {
        List<Guid> ids = [];
        for (var number = 0; number < Count; number++)
        {
            ids.Add(await estate.ApproveAsync(service, ManyAccounts.Alias(account)));
        }

        return ids;
    }

    private static async Task<double> SecondsAsync(Func<Task> work)
    {
        var begun = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    private static async Task<IReadOnlyList<LedgerCall>> LedgerAsync(Estate estate, long since) =>
        [.. (await estate.Sandbox.Control.LedgerAsync(CancellationToken.None, since)).Where(call => call.Service != "sts")];

    private static string Tally(IEnumerable<LedgerCall> calls) =>
        string.Join(", ", calls.GroupBy(call => call.Action).OrderByDescending(group => group.Count()).Select(group => $"{group.Count()} {group.Key}"));

    private static async Task<string> ServiceAsync(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand("select aws_service_id from endpoint_service");
        return (string)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>The transactions so far: those that wrote have a number of their own.</summary>
    private static async Task<(long All, long Writing)> TransactionsAsync(NpgsqlDataSource database)
    {
        // Sessions tell their counts when they end.
        NpgsqlConnection.ClearAllPools();
        await Task.Delay(TimeSpan.FromSeconds(1));
        await using var command = database.CreateCommand(
            "select xact_commit + xact_rollback, pg_snapshot_xmax(pg_current_snapshot())::text::bigint from pg_stat_database where "
                + "datname = current_database()");
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        return (row.GetInt64(0), row.GetInt64(1));
    }
}
