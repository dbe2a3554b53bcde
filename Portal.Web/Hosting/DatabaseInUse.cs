using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.EmbeddedPostgres;
using Portal.Jobs.Dispatching;

namespace Portal.Web.Hosting;

/// <summary>The portal's database: one that a person named, or a private PostgreSQL that lives as long as the host.</summary>
internal sealed class DatabaseInUse : IAsyncDisposable
{
    private const string Name = "portal";

    private readonly string? _owner;
    private readonly PrivatePostgres? _own;

    private DatabaseInUse(string connectionString, string? owner, PrivatePostgres? own) => (ConnectionString, _owner, _own) = (connectionString, owner, own);

    public string ConnectionString { get; }

    /// <param name="given">A connection string; none starts a private PostgreSQL in the data folder.</param>
    /// <param name="owner">
    /// One by the role that owns the tables, where the portal works by another; none where it owns them itself, or never changes them.
    /// </param>
    /// <param name="binDir">Where PostgreSQL's programs are; none looks in the usual places.</param>
    public static async Task<DatabaseInUse> OpenAsync(
        string? given, string? owner, string? binDir, DataFolder folder, CancellationToken cancellationToken)
    {
        if (given is { Length: > 0 })
        {
            return new(given, owner is { Length: > 0 } ? owner : null, null);
        }

        var options = new PrivatePostgresOptions { Folder = folder.Postgres, BinDir = binDir };
        var postgres = await PrivatePostgres.StartAsync(options, NullLogger.Instance, cancellationToken);
        await postgres.CreateDatabaseIfMissingAsync(Name, cancellationToken);
        await postgres.CreateApplicationRoleIfMissingAsync(cancellationToken);
        return new(postgres.ConnectionStringFor(Name, PrivatePostgres.ApplicationRole), postgres.ConnectionStringFor(Name), postgres);
    }

    /// <summary>What is wrong with a connection string that a person wrote; none if it can be tried.</summary>
    /// <param name="name">Which one: <c>Portal</c> or <c>PortalOwner</c>.</param>
    public static string? ProblemWith(string? given, string name = "Portal")
    {
        try
        {
            var parsed = new NpgsqlConnectionStringBuilder(given);
            return string.IsNullOrEmpty(given) || parsed is { Host.Length: > 0, Database.Length: > 0 }
                ? null
                : $"ConnectionStrings:{name} needs a host and a database, for example Host=db.example.com;Database=portal;Username=portal;Password=...";
        }
        catch (Exception malformed) when (malformed is ArgumentException or FormatException)
        {
            return $"ConnectionStrings:{name} cannot be understood: {malformed.Message}";
        }
    }

    /// <summary>Brings it to the present form, and gives the portal's role what it needs, where it is not the owner.</summary>
    /// <exception cref="StartupProblem">It is not there, does not let us in, or somebody else has to change it first.</exception>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (_owner is null && await FormAsync(cancellationToken) is { IsOwner: false } form)
            {
                RefuseToLag(form);
                return;
            }

            var application = new NpgsqlConnectionStringBuilder(ConnectionString).Username;
            await PortalDatabase.MigrateAsync(
                _owner ?? ConnectionString, cancellationToken, JobsSchema.Prepare,
                _owner is null || new NpgsqlConnectionStringBuilder(_owner).Username == application ? null : application);
        }
        catch (NpgsqlException refused) when (_own is null)
        {
            var target = new NpgsqlConnectionStringBuilder(ConnectionString);
            throw new StartupProblem(
                $"The database {target.Database} at {target.Host}:{target.Port} cannot be used: "
                    + $"{refused.Message} Check ConnectionStrings:Portal, or leave it out for a private PostgreSQL.");
        }
    }

    /// <returns>None where the database itself is not there yet.</returns>
    private async Task<DatabaseForm?> FormAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await PortalDatabase.FormAsync(ConnectionString, cancellationToken);
        }
        catch (PostgresException missing) when (missing.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            return null;
        }
    }

    private static void RefuseToLag(DatabaseForm form)
    {
        if (form.Pending.Count > 0)
        {
            throw new StartupProblem(
                $"The database lacks {form.Pending.Count} migrations, and the role of ConnectionStrings:Portal may not apply them. "
                    + "Run once with --migrate and ConnectionStrings:PortalOwner, which names the role that owns the tables; see docs/operating.md.");
        }
    }

    public ValueTask DisposeAsync() => _own?.DisposeAsync() ?? ValueTask.CompletedTask;
}
