using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Tests.Aws.Sandbox;

public sealed class NetworkGatewayTests
{
    [Fact]
    public async Task Every_VPC_comes_with_its_subnets_by_zone_id_and_its_security_groups()
    {
        await using var world = await SandboxWorld.StartAsync();

        var vpcs = await world.Networks.VpcsAsync(world.ProviderScope, Party.Provider, SandboxWorld.Cancellation);

        Assert.Equal(world.Provider.Vpcs.Select(vpc => vpc.VpcId).Order(), vpcs.Select(vpc => vpc.Id).Order());
        var core = vpcs.Single(vpc => vpc.Id == world.Core.VpcId);
        Assert.Equal(("payments-core", false), (core.Name, core.IsShared));
        Assert.Equal(["10.40.0.0/16"], core.Cidrs);
        Assert.Equal(
            world.Core.Subnets.Select(subnet => (subnet.SubnetId, (string?)subnet.Name, subnet.ZoneId, subnet.Cidr, world.Provider.AccountId)).Order(),
            core.Subnets.Select(subnet => (subnet.Id, subnet.Name, subnet.ZoneId, subnet.Cidr, subnet.OwnerId)).Order());
        Assert.All(core.Subnets, subnet => Assert.Equal(subnet.ZoneId, world.Provider.Zones[subnet.ZoneName]));
        // 251 less the seed's instances.
        Assert.Contains(core.Subnets, subnet => subnet.FreeAddresses == 249);
        Assert.Equal(
            world.Core.SecurityGroups.Select(group => (group.GroupId, group.Name)).Order(),
            core.SecurityGroups.Select(group => (group.Id, group.Name)).Order());
        Assert.Null(core.DnsSupport);
    }

    [Fact]
    public async Task All_VPCs_take_one_call_a_kind()
    {
        await using var world = await SandboxWorld.StartAsync();

        await world.Networks.VpcsAsync(world.ProviderScope, Party.Provider, SandboxWorld.Cancellation);

        Assert.Single(await world.LedgerAsync("DescribeVpcs"));
        Assert.Single(await world.LedgerAsync("DescribeSubnets"));
        Assert.Single(await world.LedgerAsync("DescribeSecurityGroups"));
        Assert.Empty(await world.LedgerAsync("DescribeVpcAttribute"));
    }

    [Fact]
    public async Task One_VPC_comes_with_its_DNS_attributes_and_nothing_of_others()
    {
        await using var world = await SandboxWorld.StartAsync();

        var vpc = await world.Networks.VpcAsync(world.ProviderScope, world.Core.VpcId, Party.Provider, SandboxWorld.Cancellation);

        Assert.Equal((true, true), (vpc!.DnsSupport, vpc.DnsHostnames));
        Assert.Equal(world.Core.Subnets.Count, vpc.Subnets.Count);
        Assert.Equal(world.Core.SecurityGroups.Count, vpc.SecurityGroups.Count);
    }

    [Fact]
    public async Task Another_accounts_VPC_is_not_there()
    {
        await using var world = await SandboxWorld.StartAsync();

        Assert.Null(await world.Networks.VpcAsync(world.ProviderScope, world.Storefront.VpcId, Party.Provider, SandboxWorld.Cancellation));
    }

    [Fact]
    public async Task Zones_come_under_the_names_of_the_account()
    {
        await using var world = await SandboxWorld.StartAsync();

        var zones = await world.Networks.ZonesAsync(world.ConsumerScope, Party.Consumer, SandboxWorld.Cancellation);

        Assert.Equal(world.Consumer.Zones.Select(zone => (zone.Value, zone.Key)).Order(), zones.Select(zone => (zone.ZoneId, zone.ZoneName)).Order());
    }
}
