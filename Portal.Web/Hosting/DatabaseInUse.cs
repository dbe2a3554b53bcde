using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.EmbeddedPostgres;

namespace Portal.Web.Hosting;

/// <summary>The portal's database: one that a person named, or a private PostgreSQL that lives as long as the host.</summary>
internal sealed class DatabaseInUse : IAsyncDisposable
{
    private const string Name = "portal";

    private readonly PrivatePostgres? _own;

    private DatabaseInUse(string connectionString, PrivatePostgres? own) => (ConnectionString, _own) = (connectionString, own);

    public string ConnectionString { get; }

    /// <param name="given">A connection string; none starts a private PostgreSQL in the data folder.</param>
    /// <param name="binDir">Where PostgreSQL's programs are; none looks in the usual places.</param>
    public static async Task<DatabaseInUse> OpenAsync(string? given, string? binDir, DataFolder folder, CancellationToken cancellationToken)
    {
        if (given is { Length: > 0 })
        {
            return new(given, null);
        }

        var options = new PrivatePostgresOptions { Folder = folder.Postgres, BinDir = binDir };
        var postgres = await PrivatePostgres.StartAsync(options, NullLogger.Instance, cancellationToken);
        await postgres.CreateDatabaseIfMissingAsync(Name, cancellationToken);
        return new(postgres.ConnectionStringFor(Name), postgres);
    }

    /// <summary>What is wrong with a connection string that a person wrote; none if it can be tried.</summary>
    public static string? ProblemWith(string? given)
    {
        try
        {
            var parsed = new NpgsqlConnectionStringBuilder(given);
            return string.IsNullOrEmpty(given) || parsed is { Host.Length: > 0, Database.Length: > 0 }
                ? null
                : "ConnectionStrings:Portal needs a host and a database, for example Host=db.example.com;Database=portal;Username=portal;Password=...";
        }
        catch (Exception malformed) when (malformed is ArgumentException or FormatException)
        {
            return $"ConnectionStrings:Portal cannot be understood: {malformed.Message}";
        }
    }

    /// <exception cref="StartupProblem">It is not there, or does not let us in.</exception>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        try
        {
            await PortalDatabase.MigrateAsync(ConnectionString, cancellationToken);
        }
        catch (NpgsqlException refused) when (_own is null)
        {
            var target = new NpgsqlConnectionStringBuilder(ConnectionString);
            throw new StartupProblem(
                $"The database {target.Database} at {target.Host}:{target.Port} cannot be used: "
                    + $"{refused.Message} Check ConnectionStrings:Portal, or leave it out for a private PostgreSQL.");
        }
    }

    public ValueTask DisposeAsync() => _own?.DisposeAsync() ?? ValueTask.CompletedTask;
}
