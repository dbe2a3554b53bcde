using Npgsql;
using Portal.EndToEnd.Tests.Processes;
using Portal.Sandbox.Seeding;

namespace Portal.EndToEnd.Tests.Kills;

/// <summary>Two hosts, of which one works while the other stands still: first the second stands, then the first.</summary>
internal sealed class FrozenStory
{
    private readonly KillableWorld _world;
    private readonly PortalProcess _second;
    private readonly string _beforeCall;
    private readonly string _beforeEffect;
    private readonly string _beforeReply;
    private string _inFlight = "";

    private FrozenStory(KillableWorld world, PortalProcess second, string[] connections)
    {
        (_world, _second) = (world, second);
        (_beforeCall, _beforeEffect, _beforeReply) = (connections[0], connections[1], connections[2]);
        Connections = connections;
    }

    public IReadOnlyList<string> Connections { get; }

    /// <summary>The service whose row the first host holds in a transaction while it is frozen.</summary>
    public string Locked { get; private set; } = "";

    /// <summary>A service, and three connections that wait for its provider alone.</summary>
    public static async Task<FrozenStory> BeginAsync(KillableWorld world, PortalProcess second, CancellationToken cancellationToken)
    {
        await second.FreezeAsync(cancellationToken);
        var service = await world.PublishAsync(cancellationToken);
        string[] connections =
        [
            await world.RequestAsync("Chen", Requests.Storefront(service), cancellationToken),
            await world.RequestAsync("Chen", Requests.Staging(service), cancellationToken),
            await world.RequestAsync("Amara", Requests.Reporting(service), cancellationToken),
        ];
        foreach (var connection in connections)
        {
            await world.ApproveAsync(connection, "Nora", cancellationToken);
        }

        return new(world, second, connections);
    }

    /// <summary>
    /// One connection about to call, one whose call has not arrived, one whose reply has not, and a service in the transaction that writes the intent.
    /// </summary>
    public async Task StandAtAllBoundariesAndFreezeAsync(CancellationToken cancellationToken)
    {
        var sandbox = _world.Sandbox;
        var allow = await sandbox.HoldAsync("ModifyVpcEndpointServicePermissions", "before", cancellationToken, times: 1);
        await _world.ApproveAsync(_beforeCall, "Priya", cancellationToken);
        await sandbox.HasStoppedAsync(allow, cancellationToken);
        var look = await sandbox.HoldAsync("DescribeVpcEndpoints", "before", cancellationToken, Account("storefront-prod"), times: 1);
        _inFlight = await sandbox.HoldAsync("CreateVpcEndpoint", "before", cancellationToken, Account("storefront-staging"), times: 1);
        var reply = await sandbox.HoldAsync("CreateVpcEndpoint", "after", cancellationToken, Account("analytics-prod"), times: 1);
        await Task.WhenAll(_world.ApproveAsync(_beforeEffect, "Priya", cancellationToken), _world.ApproveAsync(_beforeReply, "Priya", cancellationToken));
        await sandbox.ReleaseAsync(allow, cancellationToken);
        await Task.WhenAll(new[] { look, _inFlight, reply }.Select(hold => sandbox.HasStoppedAsync(hold, cancellationToken)));

        await FreezeInTransactionAsync(cancellationToken);

        // What AWS said before the other host acted lies in the frozen one's sockets when it thaws.
        await sandbox.ReleaseAsync(look, cancellationToken);
        await sandbox.ReleaseAsync(reply, cancellationToken);
        await _second.ThawAsync(cancellationToken);
    }

    /// <summary>The second host brings everything to its end; then the call that was under way arrives.</summary>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        foreach (var connection in Connections)
        {
            await _second.StageAsync("Nora", $"connections/{connection}", "available", cancellationToken);
        }

        await _second.StageAsync("Viktor", $"services/{Locked}", "available", cancellationToken);
        await _world.Sandbox.ReleaseAsync(_inFlight, cancellationToken);
    }

    /// <summary>Lets the first host go on, and waits until it has ended all that it was at.</summary>
    public async Task ThawAsync(CancellationToken cancellationToken)
    {
        await _world.Portal.ThawAsync(cancellationToken);
        while (await _world.ScalarAsync<long>("select count(*) from hangfire.jobqueue where fetchedat is not null", cancellationToken) > 0)
        {
            await Task.Delay(50, cancellationToken);
        }
    }

    private async Task FreezeInTransactionAsync(CancellationToken cancellationToken)
    {
        await using var connection = await _world.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using (var lockTable = new NpgsqlCommand("lock table attempt in share mode", connection, transaction))
        {
            await lockTable.ExecuteNonQueryAsync(cancellationToken);
        }

        var published = await _world.Portal.PostAsync("Viktor", "services", Requests.Postgres(), cancellationToken);
        Locked = published.GetProperty("id").GetString()!;
        await _world.SomebodyWaitsForAttemptsAsync(cancellationToken);
        await _world.Portal.FreezeAsync(cancellationToken);
        await transaction.RollbackAsync(cancellationToken);
        // The frozen host holds the row: the test stands where it says.
        Assert.Equal(
            0,
            await _world.ScalarAsync<long>($"select count(*) from (select id from work where id = '{Locked}' for update skip locked) free", cancellationToken));
    }

    private static string Account(string alias) => SandboxSeed.Default.Account(alias).AccountId;
}
