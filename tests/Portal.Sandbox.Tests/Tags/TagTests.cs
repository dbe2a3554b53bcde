using Amazon.EC2.Model;

namespace Portal.Sandbox.Tests.Tags;

public sealed class TagTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tags_given_at_creation_are_there_and_can_be_found_by()
    {
        await using var scene = await Scene.StartAsync();
        var wish = scene.Wish(await scene.PublishAsync(), "app-az1");
        wish.TagSpecifications = [new() { ResourceType = "vpc-endpoint", Tags = [new("privatelink-portal:operation", "o-1"), new("Name", "a b&c=ü<>")] }];
        var id = (await scene.Consumer.CreateVpcEndpointAsync(wish, Cancel)).VpcEndpoint.VpcEndpointId;
        var found =
            (await scene.Consumer.DescribeVpcEndpointsAsync(new() { Filters = [new("tag:privatelink-portal:operation", ["o-1"])] }, Cancel)).VpcEndpoints;
        Assert.Equal("a b&c=ü<>", Assert.Single(found).Tags.Single(tag => tag.Key == "Name").Value);
        Assert.Equal(id, found[0].VpcEndpointId);
        var listed = (await scene.Consumer.DescribeTagsAsync(new DescribeTagsRequest { Filters = [new("resource-type", ["vpc-endpoint"])] }, Cancel)).Tags;
        Assert.Equal(2, listed.Count);
        Assert.All(listed, tag => Assert.Equal(id, tag.ResourceId));
    }

    [Fact]
    public async Task Tags_are_replaced_added_and_removed()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var ec2 = sandbox.Ec2("storefront-prod");
        var id = sandbox.Account("storefront-prod").Vpc("storefront").VpcId;
        await ec2.CreateTagsAsync(new() { Resources = [id], Tags = [new("Name", "shop"), new("env", "prod"), new("empty", "")] }, Cancel);
        Assert.Equal([("Name", "shop"), ("empty", ""), ("env", "prod")], await TagsAsync());
        await ec2.DeleteTagsAsync(new() { Resources = [id], Tags = [new("Name", "other"), new("env", "prod")] }, Cancel);
        Assert.Equal([("Name", "shop"), ("empty", "")], await TagsAsync());
        await ec2.DeleteTagsAsync(new() { Resources = [id] }, Cancel);
        Assert.Empty(await TagsAsync());

        async Task<List<(string, string)>> TagsAsync() =>
            [.. ((await ec2.DescribeVpcsAsync(new DescribeVpcsRequest { VpcIds = [id] }, Cancel)).Vpcs.Single().Tags ?? [])
                .Select(tag => (tag.Key, tag.Value))];
    }

    [Fact]
    public async Task Tags_end_with_their_resource_even_when_they_are_given_while_it_is_being_deleted()
    {
        await using var scene = await Scene.StartAsync(new() { EndpointDeleting = TimeSpan.FromSeconds(5) });
        var id = (await scene.ConnectAsync(await scene.PublishAsync(), "app-az1")).VpcEndpointId;
        await scene.Consumer.DeleteVpcEndpointsAsync(new() { VpcEndpointIds = [id] }, Cancel);
        await scene.Consumer.CreateTagsAsync(new() { Resources = [id], Tags = [new("late", "1")] }, Cancel);
        var mine = new DescribeTagsRequest { Filters = [new("resource-id", [id])] };
        Assert.Single((await scene.Consumer.DescribeTagsAsync(mine, Cancel)).Tags);
        scene.Sandbox.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Empty((await scene.Consumer.DescribeTagsAsync(mine, Cancel)).Tags ?? []);
    }

    [Fact]
    public async Task Impossible_tags_and_foreign_resources_are_refused_and_change_nothing()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var ec2 = sandbox.Ec2("storefront-prod");
        var id = sandbox.Account("storefront-prod").Vpc("storefront").VpcId;
        await ExpectAsync("InvalidParameterValue", [id], new Tag("aws:own", "x"));
        await ExpectAsync("InvalidParameterValue", [id], new Tag(new string('k', 129), "x"));
        await ExpectAsync("InvalidParameterValue", [id], new Tag("a", "1"), new Tag("a", "2"));
        await ExpectAsync("TagLimitExceeded", [id], [.. Enumerable.Range(0, 51).Select(i => new Tag($"k{i}", ""))]);
        await ExpectAsync("InvalidVpcID.NotFound", [id, sandbox.Account("quarry-saas").Vpc("quarry-data").VpcId], new Tag("a", "1"));
        await ExpectAsync("InvalidID", ["nonsense"], new Tag("a", "1"));
        Assert.Single((await ec2.DescribeVpcsAsync(new DescribeVpcsRequest { VpcIds = [id] }, Cancel)).Vpcs.Single().Tags);

        Task ExpectAsync(string code, List<string> ids, params List<Tag> tags) => Refused.AsAsync(
            code, () => ec2.CreateTagsAsync(new() { Resources = ids, Tags = tags }, Cancel));
    }
}
