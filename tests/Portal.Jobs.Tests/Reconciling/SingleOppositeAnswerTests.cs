using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Infrastructure.EndpointServices;
using Portal.Sandbox;
using Portal.Testing.Worlds;

namespace Portal.Jobs.Tests.Reconciling;

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
