using Npgsql;

namespace Portal.Benchmarks.Idle;

/// <summary>Counts a database's transactions from outside of it, so that counting is not counted.</summary>
internal sealed class TransactionCounter(NpgsqlDataSource outside)
{
    private const string Transactions = "select xact_commit + xact_rollback from pg_stat_database where datname = $1";

    // A statement outside of a transaction is one; inside of one, its end is.
    private const string Owners =
        """
        select regexp_replace(left(query, 400), '\s+', ' ', 'g'), calls from pg_stat_statements
        where dbid = (select oid from pg_database where datname = $1) order by calls desc limit 40
        """;

    /// <summary>Sessions tell what they did at the latest ten seconds after they have come to rest, and while they are busy every second.</summary>
    public static readonly TimeSpan Lag = TimeSpan.FromSeconds(12);

    public async Task<long> CountAsync(string database)
    {
        await using var command = outside.CreateCommand(Transactions);
        command.Parameters.Add(new() { Value = database });
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Forgets which statements were sent.</summary>
    public async Task ResetAsync()
    {
        await using var command = outside.CreateCommand("select pg_stat_statements_reset()");
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Which statements were sent since, most frequent first.</summary>
    public async Task<IReadOnlyList<(string Query, long Calls)>> StatementsAsync(string database)
    {
        await using var command = outside.CreateCommand(Owners);
        command.Parameters.Add(new() { Value = database });
        await using var reader = await command.ExecuteReaderAsync();
        List<(string, long)> statements = [];
        while (await reader.ReadAsync())
        {
            statements.Add((reader.GetString(0), reader.GetInt64(1)));
        }

        return statements;
    }
}
