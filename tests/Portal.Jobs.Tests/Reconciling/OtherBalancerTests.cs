using Amazon.ElasticLoadBalancingV2;
using Amazon.ElasticLoadBalancingV2.Model;
using Portal.Domain.Audit;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Audit;
using Portal.Infrastructure.EndpointServices;
using Portal.Infrastructure.Provisioning;
using Portal.Testing.Worlds;

namespace Portal.Jobs.Tests.Reconciling;

/// <summary>Somebody puts another load balancer behind a published endpoint service.</summary>
public sealed class OtherBalancerTests(PortalCluster cluster) : Engine(cluster)
{
    private const string Payments = "payments-prod";

    private static readonly TimeSpan NextResync = new JobsOptions().ResyncInterval + TimeSpan.FromSeconds(1);

    [Fact]
    public async Task One_that_took_the_place_of_ours_is_shown_for_a_while_and_then_ours_is_put_back_with_before_and_after_in_the_history()
    {
        await using var world = await StartAsync();
        var (service, own, other) = await WithAnotherAsync(world);
        await ModifyAsync(world, service, [other], [own]);
        await ResyncAsync(world);

        var shown = Assert.Single(await DifferencesAsync(world, service));
        Assert.Equal(("load-balancer", other, true), (shown.Key, shown.Found, shown.MayBeRepaired));
        Assert.NotNull(shown.RepairAt);
        Assert.Equal([other], await BehindAsync(world, service));

        await world.WatchAsync(TimeSpan.FromMinutes(16), Cancel);
        await world.SettleAsync(Cancel);

        Assert.Equal([own], await BehindAsync(world, service));
        Assert.Equal(SyncState.InSync, (await world.WorkAsync(SubjectKind.Service, service, Cancel)).Conditions.Sync);
        await ToldAsync(world, service, other, shown.Wanted!);
        await AssertBooksBalanceAsync(world);
    }

    [Fact]
    public async Task Repair_puts_ours_back_at_once()
    {
        await using var world = await StartAsync();
        var (service, own, other) = await WithAnotherAsync(world);
        await ModifyAsync(world, service, [other], [own]);
        await ResyncAsync(world);

        await DecideAsync(world, service, "repair", "load-balancer");
        await world.RunDueAsync(Cancel);

        Assert.Equal([own], await BehindAsync(world, service));
        Assert.Single(await world.OperationsAsync(service, Cancel), row => row.StepKey == "service.load-balancer");
    }

    [Fact]
    public async Task One_beside_ours_stays_until_somebody_decides_and_only_that_one_goes()
    {
        await using var world = await StartAsync();
        var (service, own, other) = await WithAnotherAsync(world);
        await ModifyAsync(world, service, [other], []);
        await ResyncAsync(world);
        var shown = Assert.Single(await DifferencesAsync(world, service));
        Assert.Equal(($"load-balancer-added/{other}", null, null), (shown.Key, shown.Wanted, shown.RepairAt));
        await world.WatchAsync(TimeSpan.FromMinutes(20), Cancel);
        Assert.Equal(new[] { own, other }.Order(), await BehindAsync(world, service));

        await DecideAsync(world, service, "repair", shown.Key);
        await world.RunDueAsync(Cancel);

        Assert.Equal([own], await BehindAsync(world, service));
        Assert.Empty(await DifferencesAsync(world, service));
        await AssertBooksBalanceAsync(world);
    }

    /// <returns>A published service, the ARN of its load balancer, and that of another one in the same account.</returns>
    private static async Task<(Guid Service, string Own, string Other)> WithAnotherAsync(PortalWorld world)
    {
        var service = await world.PublishedAsync(Cancel);
        var own = Assert.Single(await BehindAsync(world, service));
        var subnets = world.Seed.Account(Payments).Vpc("payments-core").Subnets.Select(subnet => subnet.SubnetId).ToList();
        var made = await world.Elb(Payments).CreateLoadBalancerAsync(
            new CreateLoadBalancerRequest
            {
                Name = "by-hand",
                Type = LoadBalancerTypeEnum.Network,
                Scheme = LoadBalancerSchemeEnum.Internal,
                Subnets = subnets,
            },
            Cancel);
        return (service, own, made.LoadBalancers![0].LoadBalancerArn!);
    }

    private static async Task ModifyAsync(PortalWorld world, Guid service, List<string> added, List<string> removed) =>
        await world.Ec2(Payments).ModifyVpcEndpointServiceConfigurationAsync(
            new()
            {
                ServiceId = (await world.ServiceAsync(service, Cancel)).AwsServiceId,
                AddNetworkLoadBalancerArns = added,
                RemoveNetworkLoadBalancerArns = removed.Count == 0 ? null : removed,
            },
            Cancel);

    private static async Task ResyncAsync(PortalWorld world)
    {
        await world.PassAsync(NextResync, Cancel);
        await world.RunDueAsync(Cancel);
    }

    private static async Task<IReadOnlyList<string>> BehindAsync(PortalWorld world, Guid service)
    {
        var request = new Amazon.EC2.Model.DescribeVpcEndpointServiceConfigurationsRequest
        {
            ServiceIds = [(await world.ServiceAsync(service, Cancel)).AwsServiceId],
        };
        var found = await world.Ec2(Payments).DescribeVpcEndpointServiceConfigurationsAsync(request, Cancel);
        return [.. found.ServiceConfigurations[0].NetworkLoadBalancerArns.Order()];
    }

    private static async Task<IReadOnlyList<StandingDifference>> DifferencesAsync(PortalWorld world, Guid service) =>
        (await world.WorkAsync(SubjectKind.Service, service, Cancel)).Conditions.Differences ?? [];

    private static Task<Infrastructure.Data.Receipt> DecideAsync(PortalWorld world, Guid service, string action, string key) =>
        world.Get<ServiceDifferenceCommands>().DecideAsync(world.Cast.Priya, service, null, new(action, [key], null, null), null, Cancel);

    private static async Task ToldAsync(PortalWorld world, Guid service, string before, string after)
    {
        var history = await world.Get<AuditQueries>().ListAsync(world.Cast.Priya, SubjectKind.Service, service.ToString(), null, 50, Cancel);
        var told = Assert.Single(history.Items, line => line.Action == "aws.service.load-balancer");
        Assert.Equal((before, after), (told.Details!["before"], told.Details["after"]));
    }
}
