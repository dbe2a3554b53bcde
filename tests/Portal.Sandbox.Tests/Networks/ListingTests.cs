using Amazon.EC2.Model;

namespace Portal.Sandbox.Tests.Networks;

public sealed class ListingTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_account_sees_only_its_own_networks_and_only_in_their_region()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var vpcs = (await sandbox.Ec2("analytics-prod").DescribeVpcsAsync(Cancel)).Vpcs;
        Assert.Equal(["10.20.0.0/16", "10.70.0.0/16"], vpcs.Select(vpc => vpc.CidrBlock).Order());
        Assert.Equal(["analytics", "analytics-lab"], vpcs.Select(vpc => vpc.Tags.Single(tag => tag.Key == "Name").Value).Order());
        Assert.Empty((await sandbox.Ec2("analytics-prod", "eu-west-1").DescribeVpcsAsync(Cancel)).Vpcs ?? []);
        await Refused.AsAsync(
            "InvalidVpcID.NotFound", () => sandbox.Ec2("quarry-saas").DescribeVpcsAsync(new DescribeVpcsRequest { VpcIds = [vpcs[0].VpcId] }, Cancel));
    }

    [Fact]
    public async Task Zone_names_mean_other_zones_in_other_accounts()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var mappings = new HashSet<string>();
        foreach (var account in sandbox.Host.Seed.Accounts.Where(account => account.Vpcs.Count > 0))
        {
            var zones = (await sandbox.Ec2(account.Alias).DescribeAvailabilityZonesAsync(Cancel)).AvailabilityZones;
            Assert.Equal(["us-east-1a", "us-east-1b", "us-east-1c", "us-east-1d"], zones.Select(zone => zone.ZoneName));
            Assert.Equal(["use1-az1", "use1-az2", "use1-az4", "use1-az6"], zones.Select(zone => zone.ZoneId).Order());
            mappings.Add(string.Join(',', zones.Select(zone => zone.ZoneId)));
        }

        Assert.Equal(sandbox.Host.Seed.Accounts.Count(account => account.Vpcs.Count > 0), mappings.Count);
    }

    [Fact]
    public async Task Filters_take_patterns_tags_and_several_values_and_all_must_hold()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var ec2 = sandbox.Ec2("storefront-prod");
        Assert.Equal(["storefront-app-az1", "storefront-batch-az1"], await NamesAsync(new Filter("availability-zone-id", ["use1-az1"])));
        Assert.Equal(["storefront-app-az1", "storefront-app-az2", "storefront-app-az4"], await NamesAsync(new Filter("tag:Name", ["storefront-app-*"])));
        Assert.Equal(
            ["storefront-app-az1", "storefront-app-az2"],
            await NamesAsync(new Filter("tag:Name", ["*-app-*"]), new Filter("cidr-block", ["10.20.0.0/24", "10.20.1.0/2?"])));
        Assert.Equal(4, (await NamesAsync(new Filter("tag-key", ["Name"]))).Count);
        Assert.Empty(await NamesAsync(new Filter("tag:Name", ["storefront-app-\\*"])));
        var refusal = await Refused.AsAsync("InvalidParameterValue", () => NamesAsync(new Filter("colour", ["blue"])));
        Assert.Equal("The filter 'colour' is invalid", refusal.Message);

        async Task<List<string>> NamesAsync(params List<Filter> filters) =>
            [.. ((await ec2.DescribeSubnetsAsync(new DescribeSubnetsRequest { Filters = filters }, Cancel)).Subnets ?? [])
                .Select(subnet => subnet.Tags.Single().Value).Order()];
    }

    [Fact]
    public async Task Pages_come_one_after_another_without_gap_or_double()
    {
        await using var scene = await Scene.StartAsync();
        var service = await scene.PublishAsync();
        for (var i = 0; i < 7; i++)
        {
            await scene.ConnectAsync(service, "app-az1");
        }

        var (ids, pages) = (new List<string>(), 0);
        string? token = null;
        do
        {
            var page = await scene.Consumer.DescribeVpcEndpointsAsync(new() { MaxResults = 3, NextToken = token }, Cancel);
            ids.AddRange(page.VpcEndpoints.Select(endpoint => endpoint.VpcEndpointId));
            (token, pages) = (page.NextToken, pages + 1);
        }
        while (token is not null);

        Assert.Equal((3, 7, 7), (pages, ids.Count, ids.Distinct().Count()));
        await Refused.AsAsync("InvalidNextToken", () => scene.Consumer.DescribeVpcEndpointsAsync(new() { NextToken = "nonsense" }, Cancel));
    }

    [Fact]
    public async Task Dns_attributes_groups_and_instances_are_described()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var ec2 = sandbox.Ec2("payments-prod");
        var vpc = sandbox.Account("payments-prod").Vpc("payments-core");
        Assert.True((await ec2.DescribeVpcAttributeAsync(new() { VpcId = vpc.VpcId, Attribute = "enableDnsSupport" }, Cancel)).EnableDnsSupport);
        Assert.True((await ec2.DescribeVpcAttributeAsync(new() { VpcId = vpc.VpcId, Attribute = "enableDnsHostnames" }, Cancel)).EnableDnsHostnames);
        var groups =
            (await ec2.DescribeSecurityGroupsAsync(new DescribeSecurityGroupsRequest { Filters = [new("vpc-id", [vpc.VpcId])] }, Cancel)).SecurityGroups;
        Assert.Equal(["default", "payments-api"], groups.Select(group => group.GroupName).Order());
        Assert.Equal([443, 8443], groups.Single(group => group.GroupName == "payments-api").IpPermissions.Select(rule => rule.FromPort));
        var instances = (await ec2.DescribeInstancesAsync(new DescribeInstancesRequest { Filters = [new("vpc-id", [vpc.VpcId])] }, Cancel)).Reservations
            .SelectMany(reservation => reservation.Instances).ToList();
        Assert.Equal(vpc.Instances.Select(instance => instance.InstanceId).Order(), instances.Select(instance => instance.InstanceId).Order());
    }
}
