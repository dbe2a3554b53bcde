using System.Text.Json;
using Npgsql;
using Portal.Sandbox.Seeding;
using Portal.Testing.Postgres;

namespace Portal.EndToEnd.Tests.Processes;

/// <summary>A portal that can be killed, and what it stands on, which goes on: a database and a simulated AWS.</summary>
public sealed class KillableWorld : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("portal-e2e-").FullName;

    private KillableWorld(string connectionString) => ConnectionString = connectionString;

    public string ConnectionString { get; }

    public SandboxProcess Sandbox { get; private set; } = null!;

    public PortalProcess Portal { get; private set; } = null!;

    public static async Task<KillableWorld> StartAsync(PostgresCluster cluster, CancellationToken cancellationToken)
    {
        var world = new KillableWorld(await cluster.CreateDatabaseAsync());
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

        await ExecuteAsync($"alter database \"{new NpgsqlConnectionStringBuilder(ConnectionString).Database}\" set portal.clock_offset = '20 seconds'", cancellationToken);
        await Portal.DisposeAsync();
        await StartPortalAsync(cancellationToken);
    }

    /// <summary>Publishes the payments API.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> PublishAsync(CancellationToken cancellationToken)
    {
        var service = await Portal.PostAsync("Priya", "services", Requests.PaymentsApi(), cancellationToken);
        var id = service.GetProperty("id").GetString()!;
        await Portal.StageAsync("Priya", $"services/{id}", "available", cancellationToken);
        return id;
    }

    /// <summary>Asks for a connection of the storefront and has it approved by a network admin and the provider.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> ConnectAsync(string serviceId, CancellationToken cancellationToken)
    {
        var account = SandboxSeed.Default.Account("storefront-prod");
        var vpc = account.Vpc("storefront");
        var connection = await Portal.PostAsync("Chen", "connections", new
        {
            serviceId,
            accountId = account.AccountId,
            region = account.Region,
            vpcId = vpc.VpcId,
            subnets = vpc.Subnets.Where(subnet => subnet.Name.Contains("-app-", StringComparison.Ordinal)).Take(2).Select(subnet => new { subnetId = subnet.SubnetId }),
            securityGroupIds = new[] { vpc.SecurityGroups.Single(group => group.Name == "web").GroupId },
            justification = "Checkout charges cards",
        }, cancellationToken);
        var id = connection.GetProperty("id").GetString()!;
        foreach (var approver in new[] { "Nora", "Priya" })
        {
            var review = (await Portal.GetAsync("Nora", "reviews?state=open", cancellationToken)).GetProperty("items")[0];
            await Portal.PostAsync(approver, $"reviews/{review.GetProperty("id").GetString()}/decisions",
                new { decision = "approve", planHash = review.GetProperty("planHash").GetString() }, cancellationToken);
        }

        return id;
    }

    public async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(ConnectionString);
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
        [.. (await Sandbox.LedgerAsync(action, cancellationToken)).Where(call => !call.TryGetProperty("errorCode", out var code) || code.ValueKind == JsonValueKind.Null)];

    public async ValueTask DisposeAsync()
    {
        await Portal.DisposeAsync();
        await Sandbox.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task StartPortalAsync(CancellationToken cancellationToken) =>
        Portal = await PortalProcess.StartAsync(Path.Combine(_folder, "portal"), ConnectionString, Sandbox, cancellationToken);
}
