using Portal.EndToEnd.Tests.Processes;
using Portal.Sandbox.Seeding;
using Portal.Testing.Postgres;

namespace Portal.EndToEnd.Tests.Kills;

/// <summary>SIGKILL of the host around the calls that change what lives, one after the other in one life.</summary>
public sealed class KillInAChangeTests(PostgresCluster cluster)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);
    private static readonly SeedAccount Payments = SandboxSeed.Default.Account("payments-prod");
    private static readonly SeedVpc Vpc = Payments.Vpc("payments-core");

    private static object Second => new { kind = "ip", id = Vpc.Instances[1].PrivateIp };

    private static object AsInstance => new { kind = "instance", id = Vpc.Instances[1].InstanceId };

    /// <summary>Each change with the call around which the host dies, and on which side of its effect.</summary>
    private static readonly (string Call, string When, object Change)[] Changes =
    [
        ("DeregisterTargets", "before", new { listeners = Requests.LedgerListeners(Second, 30) }),
        ("ModifyTargetGroup", "after", new { listeners = Requests.LedgerListeners(Second, 10) }),
        ("ModifyListener", "before", new { listeners = Requests.LedgerListeners(AsInstance, 10) }),
        ("SetSubnets", "after", new { subnetIds = Vpc.Subnets.Take(2).Select(subnet => subnet.SubnetId) }),
        ("AddTags", "before", new { tags = new { CostCentre = "4711" } }),
        ("CreateTags", "after", new { tags = new { CostCentre = "4712" } }),
    ];

    [Fact]
    public async Task Every_change_comes_to_its_end_and_every_call_was_written_down_first()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        var cancellationToken = patience.Token;
        await using var world = await KillableWorld.StartAsync(cluster, cancellationToken);
        var path = $"services/{await world.PublishAsync("Priya", Requests.Ledger(), cancellationToken)}";

        foreach (var (call, when, change) in Changes)
        {
            var hold = await world.Sandbox.HoldAsync(call, when, cancellationToken, Payments.AccountId);
            var before = await world.Portal.ObservedAtAsync("Priya", path, cancellationToken);
            await world.Portal.PatchAsync("Priya", path, change, cancellationToken);
            await world.Sandbox.HasStoppedAsync(hold, cancellationToken);
            await world.KillAndStartAsync(cancellationToken, () => world.Sandbox.ReleaseAsync(hold, cancellationToken));
            await world.Portal.InSyncAsync("Priya", path, before, cancellationToken);
            await world.NothingIsOpenAsync(cancellationToken);

            Assert.NotEmpty(await world.CarriedOutAsync(call, cancellationToken));
            Assert.Empty(await world.DifferencesAsync(cancellationToken));
        }

        // What took the place of something stands once, and what it replaced is gone.
        Assert.Equal(2, (await world.ResultsAsync("CreateTargetGroup", "arn:", cancellationToken)).Count);
        Assert.Single(await world.ResultsAsync("DeleteTargetGroup", "arn:", cancellationToken));
        Assert.Single(await world.ResultsAsync("CreateListener", "arn:", cancellationToken));
    }
}
