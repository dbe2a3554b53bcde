using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Portal.Infrastructure.Data;

/// <summary>Brings a database to the present form, whoever else tries the same at the same moment.</summary>
public static class PortalDatabase
{
    public const string MigrationsAssembly = "Portal.Migrations";

    // Any number will do; it has to be the same in every process that migrates.
    private const long MigrationLock = 7_113_045_801;

    public static void Configure(DbContextOptionsBuilder options, string connectionString) => options
        .UseNpgsql(connectionString, postgres => postgres.MigrationsAssembly(MigrationsAssembly));

    public static PortalDbContext Open(string connectionString)
    {
        var options = new DbContextOptionsBuilder<PortalDbContext>();
        Configure(options, connectionString);
        return new PortalDbContext(options.Options);
    }

    /// <summary>Creates the database where it is missing and applies the migrations that it lacks, under an advisory lock.</summary>
    public static async Task MigrateAsync(string connectionString, CancellationToken cancellationToken)
    {
        connectionString = SessionLimits.ForMigrations(connectionString);
        await CreateIfMissingAsync(connectionString, cancellationToken);
        await using var context = Open(connectionString);
        // EF's own lock is on a table that does not exist yet on an empty database.
        await context.Database.OpenConnectionAsync(cancellationToken);
        await context.Database.ExecuteSqlAsync($"select pg_advisory_lock({MigrationLock})", cancellationToken);
        try
        {
            await context.Database.MigrateAsync(cancellationToken);
            await context.Database.ExecuteSqlAsync($"select ensure_audit_partitions(3)", cancellationToken);
        }
        finally
        {
            await context.Database.ExecuteSqlAsync($"select pg_advisory_unlock({MigrationLock})", CancellationToken.None);
        }
    }

    /// <summary>The server's version: some limits of a session are not known to every one.</summary>
    public static async Task<Version> ServerAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        return connection.PostgreSqlVersion;
    }

    private static async Task CreateIfMissingAsync(string connectionString, CancellationToken cancellationToken)
    {
        var target = new NpgsqlConnectionStringBuilder(connectionString);
        var name = target.Database ?? throw new InvalidOperationException("The connection string names no database.");
        await using (var probe = new NpgsqlConnection(connectionString))
        {
            try
            {
                await probe.OpenAsync(cancellationToken);
                return;
            }
            catch (PostgresException missing) when (missing.SqlState == PostgresErrorCodes.InvalidCatalogName)
            {
                // Made below.
            }
        }

        target.Database = "postgres";
        await using var server = new NpgsqlConnection(target.ConnectionString);
        await server.OpenAsync(cancellationToken);
        await using var create = server.CreateCommand();
#pragma warning disable CA2100 // A database's name cannot be a parameter; it is quoted.
        create.CommandText = $"create database \"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
#pragma warning restore CA2100
        try
        {
            await create.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (PostgresException raced) when (raced.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another process was faster; it is there now.
        }
    }
}
