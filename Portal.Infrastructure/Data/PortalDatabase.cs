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
    /// <param name="connectionString">By a role that owns what lies in the database, or may make it.</param>
    /// <param name="also">What else is brought to the present form, by the same connection.</param>
    /// <param name="application">The role by which the portal works, where that is another one: it is given what it needs, and no more.</param>
    public static async Task MigrateAsync(
        string connectionString, CancellationToken cancellationToken, Action<NpgsqlConnection>? also = null, string? application = null)
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
            also?.Invoke((NpgsqlConnection)context.Database.GetDbConnection());
            if (application is not null)
            {
                await context.Database.ExecuteSqlAsync($"select grant_application_role({application}::name)", cancellationToken);
            }
        }
        finally
        {
            await context.Database.ExecuteSqlAsync($"select pg_advisory_unlock({MigrationLock})", CancellationToken.None);
        }
    }

    /// <summary>How far a role is from being able to work with the database as this version needs it.</summary>
    /// <exception cref="NpgsqlException">The database is not there, or does not let the role in.</exception>
    public static async Task<DatabaseForm> FormAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var context = Open(connectionString);
        // Not by EF, which wraps what is thrown when there is no database to be reached.
        await context.Database.GetDbConnection().OpenAsync(cancellationToken);
        // A role that owns none of the tables cannot change them; where there are none yet, it is about making them.
        var owns = await context.Database.SqlQuery<bool>($"""
            select coalesce(bool_and(pg_has_role(current_user, relowner, 'MEMBER')), has_schema_privilege(current_schema(), 'CREATE')) as "Value"
            from pg_class where relname = '__EFMigrationsHistory' and relnamespace = current_schema()::regnamespace
            """).SingleAsync(cancellationToken);
        var changesHistory = await context.Database.SqlQuery<bool>($"""
            select coalesce(bool_or(has_table_privilege(oid, 'UPDATE') or has_table_privilege(oid, 'DELETE')), false) as "Value"
            from pg_class where relname = 'audit_row' and relnamespace = current_schema()::regnamespace
            """).SingleAsync(cancellationToken);
        return new(owns, changesHistory, [.. await context.Database.GetPendingMigrationsAsync(cancellationToken)]);
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
