using Npgsql;

namespace Portal.Testing.Worlds;

/// <summary>Writes past the portal into its database, as a newer version of it would, and reads what stands there as it is.</summary>
public static class Foreign
{
    /// <summary>A word that no version has yet.</summary>
    public const string Word = "FromNewerVersion";

    /// <returns>How many rows it changed; at least one.</returns>
    public static async Task<int> WriteAsync(string connectionString, string sql, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(connectionString, cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        var rows = await command.ExecuteNonQueryAsync(cancellationToken);
        return rows > 0 ? rows : throw new InvalidOperationException($"Nothing was changed by: {sql}");
    }

    /// <summary>The one value that the query finds, as text.</summary>
    public static async Task<string?> ReadAsync(string connectionString, string sql, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(connectionString, cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return (await command.ExecuteScalarAsync(cancellationToken)) as string;
    }

    public static Task<int> WriteAsync(this PortalWorld world, string sql, CancellationToken cancellationToken) =>
        WriteAsync(world.ConnectionString, sql, cancellationToken);

    public static Task<string?> ReadAsync(this PortalWorld world, string sql, CancellationToken cancellationToken) =>
        ReadAsync(world.ConnectionString, sql, cancellationToken);

    // A data source of its own would read all of the database's types again for each statement.
    private static async Task<NpgsqlConnection> OpenAsync(string connectionString, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        return connection;
    }
}
