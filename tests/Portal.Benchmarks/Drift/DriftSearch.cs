using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Portal.Benchmarks.Findings;
using Portal.Benchmarks.Worlds;
using Portal.Sandbox.Hosting;
using Portal.Sandbox.Resources;

namespace Portal.Benchmarks.Drift;

/// <summary>
/// Comparing 5,000 endpoints in 50 accounts with AWS, which has token buckets: one resource after the other as Terraform refreshes them, and as the portal
/// does.
/// </summary>
internal static class DriftSearch
{
    // Both sides are in so many accounts at a time.
    private const int Workers = 8;

    /// <summary>Of so many endpoints somebody has changed one outside of the portal.</summary>
    private const int ChangedOneIn = 100;

    public static async Task<IReadOnlyList<Finding>> RunAsync(Sizes sizes)
    {
        var (accounts, each) = (sizes.Of(50, 5), sizes.Of(100, 40));
        await using var estate = await Estate.StartAsync(ManyAccounts.Seed(accounts));
        await using var database = NpgsqlDataSource.Create(estate.ConnectionString);
        var service = await estate.PublishAsync();
        var connection = await estate.ApproveAsync(service);
        await estate.ConnectAsync([connection]);
        await estate.RestAsync();
        var copies = new EstateCopies(service, connection, await TextAsync(database, "select vpc_endpoint_id from connection"), accounts, each);
        await estate.RestartAsync(throttled: true, copies.Fill);
        await copies.FillAsync(database);

        // Once without looking: roles are assumed and sockets opened, and everything is found as it is stored.
        await CompareAsync(estate, database);
        await ExpectNoneAsync(database);
        var changed = Enumerable.Range(0, accounts * each / ChangedOneIn).Select(i => i * ChangedOneIn).Select(i => EstateCopies.EndpointId(i / each, i % each))
            .ToHashSet();
        await estate.RestartAsync(throttled: true, aws => Change(aws, changed));
        await CompareAsync(estate, database);

        var refresh = new ResourceRefresh(estate, accounts, each, Workers);
        var (calls, times, found) = (
            new List<(double Terraform, double Portal)>(), new List<(double Terraform, double Portal)>(), new List<(double Terraform, double Portal)>());
        for (var pair = 0; pair < sizes.Of(2, 1); pair++)
        {
            var terraform = await MeasureAsync(estate, refresh.RunAsync);
            await ForgetAsync(database);
            var portal = await MeasureAsync(estate, () => CompareAsync(estate, database));
            calls.Add((terraform.Calls, portal.Calls));
            times.Add((terraform.Seconds, portal.Seconds));
            found.Add((terraform.Found, portal.Found));
        }

        var all = $"{accounts * each} endpoints in {accounts} accounts";
        return
        [
            new Contrast(
                $"AWS calls to compare {all}", "calls", [.. calls.Select(pair => pair.Terraform)], [.. calls.Select(pair => pair.Portal)],
                Bound.AtMost(1 / 100.0)),
            new Contrast(
                $"time to compare {all}", "s", [.. times.Select(pair => pair.Terraform)], [.. times.Select(pair => pair.Portal)], Bound.AtMost(1 / 10.0)),
            new Figure(
                $"drifted endpoints found, of {changed.Count}", found.Min(pair => pair.Portal) / changed.Count, Bound.AtLeast(1),
                $"the baseline found {found.Min(pair => pair.Terraform)}"),
        ];
    }

    private static async Task<(double Calls, double Seconds, double Found)> MeasureAsync(Estate estate, Func<Task<int>> compare)
    {
        // Buckets are full again.
        await Task.Delay(TimeSpan.FromSeconds(6));
        var before = await estate.CallsAsync();
        var begun = Stopwatch.GetTimestamp();
        var found = await compare();
        var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        return (await estate.CallsAsync() - before, seconds, found);
    }

    /// <summary>Everything that rests is due, and is looked at once.</summary>
    private static async Task<int> CompareAsync(Estate estate, NpgsqlDataSource database)
    {
        await using (var due = database.CreateCommand("update work set due_at = portal_now() where account_id like '4000000%'"))
        {
            await due.ExecuteNonQueryAsync();
        }

        while (await estate.RunDueAsync(Workers) > 0)
        {
            // What is due by now is taken next.
        }

        return int.Parse(
            await TextAsync(database, "select count(*)::text from work where account_id like '4000000%' and conditions ->> 'sync' = 'drifted'"),
            CultureInfo.InvariantCulture);
    }

    /// <summary>What was found is to be found again.</summary>
    private static async Task ForgetAsync(NpgsqlDataSource database)
    {
        await using var forget = database.CreateCommand(
            "update work set conditions = jsonb_set(conditions, '{sync}', '\"inSync\"') where conditions ->> 'sync' = 'drifted'");
        await forget.ExecuteNonQueryAsync();
    }

    private static async Task ExpectNoneAsync(NpgsqlDataSource database)
    {
        var others = await TextAsync(
            database, "select coalesce(string_agg(distinct conditions::text, ' ') filter (where conditions ->> 'sync' <> 'inSync'), '') from work");
        if (others != "")
        {
            throw new InvalidOperationException($"No copy should differ from AWS, and some do: {others}");
        }
    }

    private static void Change(SandboxHost aws, HashSet<string> endpoints) => aws.Engine.Change((store, _) =>
    {
        foreach (var id in endpoints)
        {
            store.Endpoints.Put(store.Endpoints.Find(id)! with { PrivateDnsEnabled = true });
        }
    });

    private static async Task<string> TextAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
