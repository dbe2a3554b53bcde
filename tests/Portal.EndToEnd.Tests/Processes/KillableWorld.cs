using System.Text.Json;
using Npgsql;
using Portal.Testing.Postgres;

namespace Portal.EndToEnd.Tests.Processes;

/// <summary>A portal that can be killed, and what it stands on, which goes on: a database and a simulated AWS.</summary>
public sealed class KillableWorld : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("portal-e2e-").FullName;
    private readonly string? _options;
    private int _endedLeases;

    private KillableWorld(string connectionString, string? options) => (ConnectionString, _options) = (connectionString, options);

    public string ConnectionString { get; }

    public SandboxProcess Sandbox { get; private set; } = null!;

    public PortalProcess Portal { get; private set; } = null!;

    /// <param name="options">What the portal's sessions ask of the database in particular.</param>
    public static async Task<KillableWorld> StartAsync(PostgresCluster cluster, CancellationToken cancellationToken, string? options = null)
    {
        var world = new KillableWorld(await cluster.CreateDatabaseAsync(), options);
        world.Sandbox = await SandboxProcess.StartAsync(Path.Combine(world._folder, "aws"), cancellationToken);
        await world.StartPortalAsync(cancellationToken);
        return world;
    }

    /// <summary>Kills the portal and starts it again at a time at which the dead worker's lease is over.</summary>
    public async Task KillAndStartAsync(CancellationToken cancellationToken, Func<Task>? between = null)
    {
        await Portal.KillAsync();
        if (between is not null)
        {
            await between();
        }

        await EndLeasesAsync(cancellationToken);
        await Portal.DisposeAsync();
        await StartPortalAsync(cancellationToken);
    }

    /// <summary>For sessions that begin from now on, every lease of an earlier one is over.</summary>
    public Task EndLeasesAsync(CancellationToken cancellationToken) => ExecuteAsync(
        $"alter database \"{new NpgsqlConnectionStringBuilder(ConnectionString).Database}\" set portal.clock_offset = '{20 * ++_endedLeases} seconds'",
        cancellationToken);

    /// <summary>Publishes the payments API.</summary>
    /// <returns>Its id.</returns>
    public Task<string> PublishAsync(CancellationToken cancellationToken) => PublishAsync("Priya", Requests.PaymentsApi(), cancellationToken);

    /// <returns>The id of the service, when it is available.</returns>
    public async Task<string> PublishAsync(string who, object request, CancellationToken cancellationToken)
    {
        var service = await Portal.PostAsync(who, "services", request, cancellationToken);
        var id = service.GetProperty("id").GetString()!;
        await Portal.StageAsync(who, $"services/{id}", "available", cancellationToken);
        return id;
    }

    /// <returns>The id of the connection that is asked for.</returns>
    public async Task<string> RequestAsync(string who, object request, CancellationToken cancellationToken) =>
        (await Portal.PostAsync(who, "connections", request, cancellationToken)).GetProperty("id").GetString()!;

    public async Task ApproveAsync(string connection, string who, CancellationToken cancellationToken)
    {
        var waiting = await Portal.GetAsync("Nora", $"connections/{connection}", cancellationToken);
        await Portal.PostAsync(who, $"reviews/{waiting.GetProperty("reviewId").GetString()}/decisions",
            new { decision = "approve", planHash = waiting.GetProperty("planHash").GetString() }, cancellationToken);
    }

    /// <summary>A second host on the same database and AWS, for which leases of the first are over 20 s earlier.</summary>
    public async Task<PortalProcess> StartSecondAsync(CancellationToken cancellationToken)
    {
        var (first, second) = (Path.Combine(_folder, "portal"), Path.Combine(_folder, "second"));
        Directory.CreateDirectory(second);
        // The people's tokens are those that the first one gave out.
        foreach (var file in new[] { "portal-data.json", "endpoints.json" })
        {
            File.Copy(Path.Combine(first, file), Path.Combine(second, file));
        }

        var later = new NpgsqlConnectionStringBuilder(ConnectionString) { Options = "-c portal.clock_offset=20s" };
        return await PortalProcess.StartAsync(second, later.ConnectionString, Sandbox, cancellationToken);
    }

    public async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        // A pooled one may be as dead as the server that a test has stopped since.
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    public async Task<T> ScalarAsync<T>(string sql, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    public async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The sandbox's calls of an action without an error.</summary>
    public async Task<IReadOnlyList<JsonElement>> CarriedOutAsync(string action, CancellationToken cancellationToken) =>
        [.. (await Sandbox.LedgerAsync(action, cancellationToken)).Where(
            call => !call.TryGetProperty("errorCode", out var code) || code.ValueKind == JsonValueKind.Null)];

    public async ValueTask DisposeAsync()
    {
        await Portal.DisposeAsync();
        await Sandbox.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task StartPortalAsync(CancellationToken cancellationToken) => Portal = await PortalProcess.StartAsync(
        Path.Combine(_folder, "portal"), new NpgsqlConnectionStringBuilder(ConnectionString) { Options = _options }.ConnectionString, Sandbox,
        cancellationToken);
}
