using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Portal.Infrastructure.EmbeddedPostgres;

namespace Portal.Testing.Postgres;

/// <summary>
/// A PostgreSQL of one test assembly: started by the first test that asks for a database, gone with the last.
/// Take it as an assembly fixture; every test gets a database of its own, copied from a template that is prepared once.
/// </summary>
public class PostgresCluster : IAsyncDisposable
{
    private const string Template = "portal_template";

    private readonly SemaphoreSlim _gate = new(1);
    private TemporaryFolder? _folder;
    private PrivatePostgres? _server;
    private bool _templateIsReady;
    private int _databases;

    /// <summary>A connection string to a fresh database that only the caller knows.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        await EnsureTemplateAsync();
        var name = $"test_{Interlocked.Increment(ref _databases)}";
        await ExecuteAsync($"create database {name} template {Template} strategy file_copy");
        return ConnectionStringFor(name);
    }

    /// <summary>The same database by the role that owns nothing, and may do nothing there yet.</summary>
    public async Task<string> ApplicationRoleAsync(string connectionString)
    {
        await _server!.CreateApplicationRoleIfMissingAsync(CancellationToken.None);
        return new NpgsqlConnectionStringBuilder(connectionString) { Username = PrivatePostgres.ApplicationRole }.ConnectionString;
    }

    /// <summary>What a backup of the database holds now, as a database of its own; nobody is connected to it meanwhile.</summary>
    public async Task<string> CopyAsync(string connectionString)
    {
        var copy = $"test_{Interlocked.Increment(ref _databases)}";
        await ExecuteAsync($"create database {copy} template {new NpgsqlConnectionStringBuilder(connectionString).Database} strategy file_copy");
        return ConnectionStringFor(copy);
    }

    /// <summary>Cuts every connection to the database of this connection string, as a failing network would.</summary>
    public Task CutConnectionsAsync(string connectionString) => ExecuteAsync(
        $"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{new NpgsqlConnectionStringBuilder(connectionString).Database}'");

    /// <summary>Stops the server; databases and connection strings stay good for <see cref="StartAsync"/>.</summary>
    public async Task StopAsync()
    {
        await _gate.WaitAsync();
        try
        {
            await StopServerAsync();
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Starts the server where it is not running.</summary>
    public async Task StartAsync()
    {
        await _gate.WaitAsync();
        try
        {
            await StartServerAsync();
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder?.Dispose();
        _gate.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Fills the template that every database is copied from, for example with the migrations.</summary>
    protected virtual Task PrepareTemplateAsync(string connectionString) => Task.CompletedTask;

    private async Task EnsureTemplateAsync()
    {
        await _gate.WaitAsync();
        try
        {
            await StartServerAsync();
            if (!_templateIsReady)
            {
                await _server!.CreateDatabaseIfMissingAsync(Template, CancellationToken.None);
                // A pooled connection would stay open, and a database that is in use cannot be copied.
                await PrepareTemplateAsync(new NpgsqlConnectionStringBuilder(_server.ConnectionStringFor(Template)) { Pooling = false }.ConnectionString);
                _templateIsReady = true;
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task StartServerAsync() => _server ??= await PrivatePostgres.StartAsync(
        new PrivatePostgresOptions { Folder = (_folder ??= new TemporaryFolder())["pg"], Durable = false, MaxConnections = 400 },
        NullLogger.Instance,
        CancellationToken.None);

    private async Task StopServerAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
            _server = null;
        }
    }

    private string ConnectionStringFor(string database) => new NpgsqlConnectionStringBuilder(_server!.ConnectionStringFor(database))
    {
        MaxPoolSize = 20,
        // Many tests share the server: what one of them leaves in its pool goes back soon.
        ConnectionIdleLifetime = 10,
        ConnectionPruningInterval = 5,
    }.ConnectionString;

    private async Task ExecuteAsync(string sql)
    {
        // Not from a pool: what lies there may be from before the server was stopped and started again.
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(ConnectionStringFor("postgres")) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
