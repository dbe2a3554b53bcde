using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Connections;
using Portal.Testing.Worlds;

namespace Portal.Jobs.Tests.Reconciling;

/// <summary>What is over a quota is shown with the quota's name, and goes on by itself once there is room.</summary>
public sealed class QuotaTests(PortalCluster cluster) : Engine(cluster)
{
    private static readonly AwsQuota Endpoints = new("vpc", "L-29B6F2EB", "Interface VPC endpoints per VPC");

    [Fact]
    public async Task A_connection_over_the_quota_goes_on_at_once_when_the_portal_deletes_another_one()
    {
        await using var world = await StartAsync();
        var (first, second) = await OneTooManyAsync(world);
        var blockedAt = world.Clock.GetUtcNow();

        await world.Get<ConnectionCommands>().DeleteAsync(world.Cast.Chen, first, null, null, Cancel);
        await world.SettleAsync(Cancel);

        Assert.Equal(ConnectionStage.Available, (await world.ConnectionAsync(second, Cancel)).Stage);
        Assert.InRange(world.Clock.GetUtcNow() - blockedAt, TimeSpan.Zero, TimeSpan.FromMinutes(3));
        await AssertBooksBalanceAsync(world);
    }

    [Fact]
    public async Task A_connection_over_the_quota_goes_on_by_itself_within_a_quarter_of_an_hour_after_the_quota_was_raised()
    {
        await using var world = await StartAsync();
        var (_, second) = await OneTooManyAsync(world);
        await world.WatchAsync(TimeSpan.FromMinutes(60), Cancel);
        Assert.Equal(Endpoints, (await world.WorkAsync(SubjectKind.Connection, second, Cancel)).Conditions.Blocked?.Quota);

        await world.Aws.QuotasAsync(world.Seed.Account("storefront-prod").AccountId, new { endpointsPerVpc = 2 }, Cancel);
        await world.WatchAsync(TimeSpan.FromMinutes(19), Cancel);

        Assert.Equal(ConnectionStage.Available, (await world.ConnectionAsync(second, Cancel)).Stage);
        var tries = (await world.OperationsAsync(second, Cancel)).Count(row => row.StepKey == "endpoint.create");
        Assert.InRange(tries, 4, 10);
        await AssertBooksBalanceAsync(world);
    }

    private static async Task<(Guid First, Guid Second)> OneTooManyAsync(PortalWorld world)
    {
        var service = await world.PublishedAsync(Cancel);
        var first = await world.ConnectedAsync(service, Cancel);
        await world.Aws.QuotasAsync(world.Seed.Account("storefront-prod").AccountId, new { endpointsPerVpc = 1 }, Cancel);
        var second = await world.ApprovedAsync(service, Cancel);
        await world.SettleAsync(Cancel);

        var blocked = (await world.WorkAsync(SubjectKind.Connection, second, Cancel)).Conditions.Blocked;
        Assert.Equal((Endpoints, WayOut.Quotas, Party.Consumer), (blocked?.Quota, blocked!.WayOut, blocked.Owner));
        Assert.Contains("L-29B6F2EB", blocked.Action, StringComparison.Ordinal);
        return (first, second);
    }
}
