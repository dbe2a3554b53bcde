using Npgsql;

namespace Portal.Testing.Worlds;

/// <summary>The sessions that a worker has in the world's database.</summary>
public static class DatabaseSessions
{
    /// <summary>Completes when a session of that worker waits for a lock.</summary>
    public static async Task WaitForLockAsync(PortalWorld world, string worker, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while (
            await ScalarAsync(
                world,
                $"select count(*) from pg_stat_activity where datname = current_database() and application_name = '{worker}' and wait_event_type = 'Lock'",
                limit.Token) == 0)
        {
            await Task.Yield();
        }
    }

    /// <summary>Cuts every session of that worker.</summary>
    public static Task CutAsync(PortalWorld world, string worker, CancellationToken cancellationToken) =>
        ScalarAsync(
            world, $"select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database() and application_name = '{worker}'",
            cancellationToken);

    private static async Task<long> ScalarAsync(PortalWorld world, string sql, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(world.ConnectionString);
        await connection.OpenAsync(cancellationToken);
#pragma warning disable CA2100 // The test's own text.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
