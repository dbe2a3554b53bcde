using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Infrastructure.EndpointServices;
using Portal.Sandbox;
using Portal.Testing.Worlds;

namespace Portal.Jobs.Tests.Reconciling;

/// <summary>The main job where AWS gives the other answer wherever its own is not known for sure.</summary>
public sealed class MainJobUnderOppositeAnswersTests(PortalCluster cluster) : MainJobTests(cluster)
{
    protected override SandboxSwitches Switches => SandboxSwitches.Opposite;
}

/// <summary>What outsiders do, under the other answers.</summary>
public sealed class OutsiderUnderOppositeAnswersTests(PortalCluster cluster) : OutsiderTests(cluster)
{
    protected override SandboxSwitches Switches => SandboxSwitches.Opposite;
}

/// <summary>Calls whose outcome is not known, under the other answers.</summary>
public sealed class UnresolvedUnderOppositeAnswersTests(PortalCluster cluster) : UnresolvedTests(cluster)
{
    protected override SandboxSwitches Switches => SandboxSwitches.Opposite;
}

/// <summary>From publishing to withdrawing, under each of the other answers alone.</summary>
public sealed class SingleOppositeAnswerTests(PortalCluster cluster) : Engine(cluster)
{
    private string _switch = "";

    public static TheoryData<string> All => [.. SandboxSwitches.Names];

    protected override SandboxSwitches Switches => SandboxSwitches.Without(_switch);

    [Theory]
    [MemberData(nameof(All))]
    public async Task The_whole_way_is_gone_and_leaves_nothing(string name)
    {
        _switch = name;
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var connection = await world.ConnectedAsync(service, Cancel);

        await world.Get<EndpointServiceCommands>().WithdrawAsync(world.Cast.Priya, service, null, new(null, null, "Goodbye."), null, Cancel);
        await world.SettleAsync(Cancel);

        Assert.Equal(EndpointServiceStage.Withdrawn, (await world.ServiceAsync(service, Cancel)).Stage);
        Assert.Equal(ConnectionStage.Deleted, (await world.ConnectionAsync(connection, Cancel)).Stage);
        await AssertBooksBalanceAsync(world);
    }
}
