using Amazon.EC2.Model;

namespace Portal.Sandbox.Tests.Networks;

public sealed class SecurityGroupTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_group_of_an_endpoint_can_be_deleted_only_after_the_endpoint()
    {
        await using var scene = await Scene.StartAsync(new() { EndpointDeleting = TimeSpan.FromSeconds(10) });
        var group = (await scene.Consumer.CreateSecurityGroupAsync(
            new() { VpcId = scene.ConsumerVpc.VpcId, GroupName = "endpoint", Description = "endpoint" }, Cancel)).GroupId;
        var wish = scene.Wish(await scene.PublishAsync(acceptance: false), "app-az1");
        wish.SecurityGroupIds = [group];
        var endpoint = (await scene.Consumer.CreateVpcEndpointAsync(wish, Cancel)).VpcEndpoint;

        Assert.Equal($"resource {group} has a dependent object", (await Refused.AsAsync("DependencyViolation", DeleteAsync)).Message);
        await scene.Consumer.DeleteVpcEndpointsAsync(new() { VpcEndpointIds = [endpoint.VpcEndpointId] }, Cancel);
        await Refused.AsAsync("DependencyViolation", DeleteAsync);
        scene.Sandbox.Clock.Advance(TimeSpan.FromSeconds(10));
        await DeleteAsync();
        await Refused.AsAsync("InvalidGroup.NotFound", DeleteAsync);

        Task DeleteAsync() => scene.Consumer.DeleteSecurityGroupAsync(new DeleteSecurityGroupRequest { GroupId = group }, Cancel);
    }

    [Fact]
    public async Task A_group_that_another_one_lets_in_stays()
    {
        await using var scene = await Scene.StartAsync();
        var (one, other) = (await MakeAsync(scene, "one"), await MakeAsync(scene, "other"));
        var rule = new IpPermission { IpProtocol = "tcp", FromPort = 443, ToPort = 443, UserIdGroupPairs = [new() { GroupId = one }] };
        await scene.Consumer.AuthorizeSecurityGroupIngressAsync(new AuthorizeSecurityGroupIngressRequest { GroupId = other, IpPermissions = [rule] }, Cancel);
        await Refused.AsAsync("DependencyViolation", () => scene.Consumer.DeleteSecurityGroupAsync(new DeleteSecurityGroupRequest { GroupId = one }, Cancel));
        await scene.Consumer.RevokeSecurityGroupIngressAsync(new RevokeSecurityGroupIngressRequest { GroupId = other, IpPermissions = [rule] }, Cancel);
        await scene.Consumer.DeleteSecurityGroupAsync(new DeleteSecurityGroupRequest { GroupId = one }, Cancel);
    }

    [Fact]
    public async Task Rules_of_the_same_ports_are_shown_as_one_permission_and_one_by_one()
    {
        await using var scene = await Scene.StartAsync();
        var group = await MakeAsync(scene, "rules");
        await AllowAsync("10.1.0.0/16");
        await AllowAsync("10.2.3.4/16");
        var seen = (await scene.Consumer.DescribeSecurityGroupsAsync(new DescribeSecurityGroupsRequest { GroupIds = [group] }, Cancel)).SecurityGroups.Single();
        Assert.Equal(["10.1.0.0/16", "10.2.0.0/16"], Assert.Single(seen.IpPermissions).Ipv4Ranges.Select(range => range.CidrIp));
        Assert.Equal("-1", Assert.Single(seen.IpPermissionsEgress).IpProtocol);
        Assert.Equal(
            3, (await scene.Consumer.DescribeSecurityGroupRulesAsync(new() { Filters = [new("group-id", [group])] }, Cancel)).SecurityGroupRules.Count);
        var refusal = await Refused.AsAsync("InvalidPermission.Duplicate", () => AllowAsync("10.1.0.0/16"));
        Assert.Equal("the specified rule \"peer: 10.1.0.0/16, TCP, from port: 443, to port: 443, ALLOW\" already exists", refusal.Message);

        Task AllowAsync(string range) => scene.Consumer.AuthorizeSecurityGroupIngressAsync(
            new AuthorizeSecurityGroupIngressRequest
            {
                GroupId = group,
                IpPermissions = [new() { IpProtocol = "6", FromPort = 443, ToPort = 443, Ipv4Ranges = [new() { CidrIp = range }] }],
            }, Cancel);
    }

    [Fact]
    public async Task A_group_has_at_most_sixty_rules_of_a_direction_and_the_call_that_would_add_more_adds_none()
    {
        await using var scene = await Scene.StartAsync();
        var group = await MakeAsync(scene, "many");
        await AllowAsync(0, 59);
        await Refused.AsAsync("RulesPerSecurityGroupLimitExceeded", () => AllowAsync(59, 2));
        await AllowAsync(59, 1);

        Task AllowAsync(int first, int count) => scene.Consumer.AuthorizeSecurityGroupIngressAsync(
            new AuthorizeSecurityGroupIngressRequest
            {
                GroupId = group,
                IpPermissions =
                [
                    new()
                    {
                        IpProtocol = "tcp",
                        FromPort = 1,
                        ToPort = 2,
                        Ipv4Ranges = [.. Enumerable.Range(first, count).Select(i => new IpRange { CidrIp = $"10.{i}.0.0/16" })],
                    },
                ],
            }, Cancel);
    }

    private static async Task<string> MakeAsync(Scene scene, string name) =>
        (await scene.Consumer.CreateSecurityGroupAsync(new() { VpcId = scene.ConsumerVpc.VpcId, GroupName = name, Description = name }, Cancel)).GroupId;
}
