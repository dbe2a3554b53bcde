namespace Portal.EndToEnd.Tests.Processes;

/// <summary>Compares what the portal has written down with what AWS has on its ledger.</summary>
public static class WorldBooks
{
    /// <summary>The different things that AWS made by an action.</summary>
    public static async Task<IReadOnlyList<string>> ResultsAsync(this KillableWorld world, string action, string prefix, CancellationToken cancellationToken)
    {
        var made = await world.CarriedOutAsync(action, cancellationToken);
        return
        [
            .. made.SelectMany(call => call.GetProperty("resultIds").EnumerateArray()).Select(id => id.GetString()!)
                .Where(id => id.StartsWith(prefix, StringComparison.Ordinal)).Distinct(),
        ];
    }

    /// <summary>Every call that AWS saw without a sending that was written down first, and every answered sending that AWS never saw.</summary>
    public static async Task<IReadOnlyList<string>> DifferencesAsync(this KillableWorld world, CancellationToken cancellationToken)
    {
        var sent = new HashSet<string>();
        foreach (var call in await world.Sandbox.LedgerAsync(null, cancellationToken))
        {
            if (call.GetProperty("userAgent").GetString() is { } agent && agent.Contains("portal-attempt/", StringComparison.Ordinal))
            {
                sent.Add(agent.Split("portal-attempt/")[1].Split(' ')[0]);
            }
        }

        var written = (await world.ScalarAsync<string>("select coalesce(string_agg(id::text, ' '), '') from attempt", cancellationToken)).Split(' ');
        var answered = (
            await world.ScalarAsync<string>(
                "select coalesce(string_agg(id::text, ' '), '') from attempt where outcome in ('Succeeded', 'Refused')", cancellationToken)).Split(' ');
        return [.. sent.Except(written).Select(id => $"AWS saw {id}, which nobody wrote down"), .. answered.Except(sent).Select(id => $"AWS never saw {id}")];
    }

    /// <summary>Completes when a session waits to write down a sending.</summary>
    public static async Task SomebodyWaitsForAttemptsAsync(this KillableWorld world, CancellationToken cancellationToken)
    {
        while (await world.ScalarAsync<long>("select count(*) from pg_locks where not granted and relation = 'attempt'::regclass", cancellationToken) == 0)
        {
            await Task.Delay(20, cancellationToken);
        }
    }

    /// <summary>Completes when every call that was written down has its result beside it.</summary>
    public static async Task NothingIsOpenAsync(this KillableWorld world, CancellationToken cancellationToken)
    {
        while (await world.ScalarAsync<long>("select count(*) from operation where outcome = 'Open'", cancellationToken) > 0)
        {
            await Task.Delay(20, cancellationToken);
        }
    }
}
