using Npgsql;
using Portal.EndToEnd.Tests.Processes;
using Portal.Testing.Postgres;

namespace Portal.EndToEnd.Tests.Kills;

/// <summary>SIGKILL of the host around one call to AWS: whatever died, one resource comes of one intent.</summary>
public sealed class KillAtTheBoundariesTests(PostgresCluster cluster)
{
    private const string EndpointCreate = "endpoint.create";
    private const string PrincipalAllow = "principal.allow";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>The mutating call of a step, and the read that follows when its result has been committed.</summary>
    private static readonly Dictionary<string, (string Call, string NextRead)> Steps = new()
    {
        [EndpointCreate] = ("CreateVpcEndpoint", "DescribeVpcEndpoints"),
        [PrincipalAllow] = ("ModifyVpcEndpointServicePermissions", "DescribeVpcEndpointServicePermissions"),
    };

    [Theory]
    [InlineData(EndpointCreate)]
    [InlineData(PrincipalAllow)]
    public async Task Killed_before_the_call_takes_effect_the_intent_is_carried_out_once(string step)
    {
        await KilledAsync(step, async (world, hold, cancellationToken) =>
        {
            // The call has left the dead host and arrives at AWS only when the next one is at work.
            await world.KillAndStartAsync(cancellationToken);
            await world.Sandbox.ReleaseAsync(hold, cancellationToken);
        }, when: "before");
    }

    [Theory]
    [InlineData(EndpointCreate)]
    [InlineData(PrincipalAllow)]
    public async Task Killed_after_the_effect_and_before_the_reply_the_effect_is_found_and_not_repeated(string step)
    {
        await KilledAsync(step, (world, hold, cancellationToken) =>
            world.KillAndStartAsync(cancellationToken, () => world.Sandbox.ReleaseAsync(hold, cancellationToken)), when: "after");
    }

    [Theory]
    [InlineData(EndpointCreate)]
    [InlineData(PrincipalAllow)]
    public async Task Killed_after_the_reply_and_before_the_commit_the_effect_is_found_and_not_repeated(string step)
    {
        await KilledAsync(step, async (world, hold, cancellationToken) =>
        {
            await using var connection = await world.OpenAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await using (var lockTable = new NpgsqlCommand("lock table attempt in share mode", connection, transaction))
            {
                await lockTable.ExecuteNonQueryAsync(cancellationToken);
            }

            await world.Sandbox.ReleaseAsync(hold, cancellationToken);
            await world.SomebodyWaitsForAttemptsAsync(cancellationToken);
            await world.KillAndStartAsync(cancellationToken, () => transaction.RollbackAsync(cancellationToken));
        }, when: "before");
    }

    [Theory]
    [InlineData(EndpointCreate)]
    [InlineData(PrincipalAllow)]
    public async Task Killed_after_the_commit_the_next_host_goes_on_from_there(string step)
    {
        await KilledAsync(step, async (world, hold, cancellationToken) =>
        {
            var next = await world.Sandbox.HoldAsync(Steps[step].NextRead, "before", cancellationToken);
            await world.Sandbox.ReleaseAsync(hold, cancellationToken);
            await world.Sandbox.HasStoppedAsync(next, cancellationToken);
            await world.KillAndStartAsync(cancellationToken, () => world.Sandbox.ReleaseAsync(next, cancellationToken));
        }, when: "before");
    }

    private async Task KilledAsync(string step, Func<KillableWorld, string, CancellationToken, Task> kill, string when)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        var cancellationToken = patience.Token;
        await using var world = await KillableWorld.StartAsync(cluster, cancellationToken);
        var service = await world.PublishAsync(cancellationToken);
        var hold = await world.Sandbox.HoldAsync(Steps[step].Call, when, cancellationToken);
        var connection = await world.ConnectAsync(service, cancellationToken);
        await world.Sandbox.HasStoppedAsync(hold, cancellationToken);

        await kill(world, hold, cancellationToken);

        var available = await world.Portal.StageAsync("Chen", $"connections/{connection}", "available", cancellationToken);
        await OneResourceAsync(world, step, available.GetProperty("endpoint").GetProperty("vpcEndpointId").GetString()!, cancellationToken);
        await EveryCallHasItsAttemptAsync(world, Steps[step].Call, cancellationToken);
    }

    private static async Task OneResourceAsync(KillableWorld world, string step, string vpcEndpointId, CancellationToken cancellationToken)
    {
        Assert.Equal([vpcEndpointId], await world.ResultsAsync("CreateVpcEndpoint", "vpce-", cancellationToken));
        Assert.Equal(1, await world.ScalarAsync<long>($"select count(*) from operation where step_key like '{step}%'", cancellationToken));
        Assert.Equal(0, await world.ScalarAsync<long>("select count(*) from operation where outcome = 'Open'", cancellationToken));
    }

    /// <summary>The ledger and the database tell the same story: every call that AWS saw is a sending that was written down first.</summary>
    private static async Task EveryCallHasItsAttemptAsync(KillableWorld world, string action, CancellationToken cancellationToken)
    {
        foreach (var call in await world.Sandbox.LedgerAsync(action, cancellationToken))
        {
            var agent = call.GetProperty("userAgent").GetString()!;
            var attempt = agent.Split("portal-attempt/")[1].Split(' ')[0];
            Assert.Equal(1, await world.ScalarAsync<long>($"select count(*) from attempt where id = '{attempt}'", cancellationToken));
        }
    }
}
