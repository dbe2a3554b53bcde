using Npgsql;

namespace Portal.Jobs.Schedules;

/// <summary>Lets a schedule run once at a time in the whole installation. The lock is the session's: a process that dies lets go of it.</summary>
public sealed class ScheduleLock(NpgsqlDataSource database)
{
    // Any number that nobody else uses for advisory locks.
    private const int Family = 0x504c5053;

    /// <summary>Does nothing when the schedule is running already: the next time comes.</summary>
    public async Task RunAloneAsync(string schedule, Func<Task> run, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        if (!await AskAsync(connection, "select pg_try_advisory_lock($1, hashtext($2))", schedule, cancellationToken))
        {
            return;
        }

        try
        {
            await run();
        }
        finally
        {
            // The connection goes back into the pool, and the lock must not go with it.
            await AskAsync(connection, "select pg_advisory_unlock($1, hashtext($2))", schedule, CancellationToken.None);
        }
    }

    private static async Task<bool> AskAsync(NpgsqlConnection connection, string sql, string schedule, CancellationToken cancellationToken)
    {
#pragma warning disable CA2100 // One of the two texts above.
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = Family }, new() { Value = schedule } } };
#pragma warning restore CA2100
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
