using System.Text.Json;
using Amazon.EC2;
using Amazon.ElasticLoadBalancingV2;
using Amazon.Runtime;
using Portal.Sandbox.Identities;
using Portal.Sandbox.Identities.Policies;
using Portal.Sandbox.Signing;

namespace Portal.Sandbox.Tests.Identities;

public sealed class PolicyTests
{
    private const string Admin = "arn:aws:iam::310000000001:user/admin";
    private const string Everything = """{ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "*", "Resource": "*" } }""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_user_without_policies_may_do_nothing_but_ask_who_it_is()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        sandbox.PutPolicies(Admin);
        var refusal = await Refused.AsAsync("UnauthorizedOperation", () => sandbox.Ec2("storefront-prod").DescribeVpcsAsync(Cancel));
        Assert.Equal(
            $"You are not authorized to perform this operation. User: {Admin} is not authorized to perform: ec2:DescribeVpcs "
            + "because no identity-based policy allows the ec2:DescribeVpcs action",
            refusal.Message);
        Assert.Equal(Admin, (await sandbox.Sts("storefront-prod").GetCallerIdentityAsync(new(), Cancel)).Arn);
    }

    [Fact]
    public async Task A_denial_outweighs_every_permission_and_says_so()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        sandbox.PutPolicies(Admin, Everything, """{ "Statement": [{ "Effect": "Deny", "Action": "elasticloadbalancing:Describe*", "Resource": "*" }] }""");
        await sandbox.Ec2("storefront-prod").DescribeVpcsAsync(Cancel);
        var refusal = await Refused.AsAsync(
            "AccessDenied", () => sandbox.Elb(sandbox.Keys("storefront-prod"))
                .DescribeLoadBalancersAsync(new Amazon.ElasticLoadBalancingV2.Model.DescribeLoadBalancersRequest(), Cancel));
        Assert.Equal(
            $"User: {Admin} is not authorized to perform: elasticloadbalancing:DescribeLoadBalancers with an explicit deny in an identity-based policy",
            refusal.Message);
    }

    [Fact]
    public async Task Each_resource_of_a_call_is_asked_about()
    {
        await using var scene = await Scene.StartAsync();
        var service = await scene.PublishAsync();
        var allowed = scene.Subnet("app-az1");
        scene.Sandbox.PutPolicies(
            Admin,
            Everything,
            $$"""
            {
              "Statement": {
                "Effect": "Deny", "Action": "ec2:CreateVpcEndpoint",
                "NotResource": ["*:vpc/*", "*:vpc-endpoint/*", "*:subnet/{{allowed}}"]
              }
            }
            """);
        await scene.ConnectAsync(service, "app-az1");
        var refusal = await Refused.AsAsync("UnauthorizedOperation", () => scene.ConnectAsync(service, "app-az1", "app-az2"));
        Assert.Contains(
            $"ec2:CreateVpcEndpoint on resource: arn:aws:ec2:us-east-1:310000000001:subnet/{scene.Subnet("app-az2")} with an explicit deny",
            refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_call_makes_and_what_it_names_are_asked_about_also_where_networks_are_made()
    {
        await using var scene = await Scene.StartAsync();
        var (vpc, group) = (scene.ConsumerVpc.VpcId, scene.ConsumerVpc.SecurityGroups[0].GroupId);
        scene.Sandbox.PutPolicies(
            Admin, """{ "Statement": { "Effect": "Allow", "Action": "ec2:*", "Resource": ["arn:aws:ec2:*:310000000001:security-group/*"] } }""");
        var refusal = await Refused.AsAsync(
            "UnauthorizedOperation", () => scene.Consumer.CreateSecurityGroupAsync(new() { GroupName = "g", Description = "d", VpcId = vpc }, Cancel));
        Assert.Contains($"on resource: arn:aws:ec2:us-east-1:310000000001:vpc/{vpc} because", refusal.Message, StringComparison.Ordinal);
        await scene.Consumer.AuthorizeSecurityGroupIngressAsync(
            new()
            {
                GroupId = group,
                IpPermissions = [new() { IpProtocol = "tcp", FromPort = 444, ToPort = 444, Ipv4Ranges = [new() { CidrIp = "10.0.0.0/8" }] }],
            }, Cancel);
    }

    [Theory]
    [InlineData("""{ "Null": { "aws:RequestTag/team": "true" } }""", "team", "x", false)]
    [InlineData("""{ "Null": { "aws:RequestTag/team": "true" } }""", "owner", "x", true)]
    [InlineData("""{ "Null": { "aws:RequestTag/team": false } }""", "owner", "x", false)]
    [InlineData("""{ "StringLike": { "aws:RequestTag/team": "check*" } }""", "team", "checkout", true)]
    [InlineData("""{ "StringLike": { "aws:RequestTag/team": "check?" } }""", "team", "checkout", false)]
    [InlineData("""{ "ForAnyValue:StringEquals": { "aws:TagKeys": ["team", "owner"] } }""", "owner", "x", true)]
    [InlineData("""{ "ForAnyValue:StringEquals": { "aws:TagKeys": "team" } }""", "owner", "x", false)]
    [InlineData("""{ "ForAnyValue:StringNotEquals": { "aws:ResourceTag/team": "x" } }""", "team", "x", false)]
    [InlineData("""{ "ForAllValues:StringNotEquals": { "aws:ResourceTag/team": "x" } }""", "team", "x", true)]
    [InlineData("""{ "DateGreaterThan": { "aws:CurrentTime": "2020-01-01T00:00:00Z" } }""", "team", "x", true)]
    [InlineData("""{ "DateGreaterThanEquals": { "aws:CurrentTime": "2999-01-01T00:00:00+02:00" } }""", "team", "x", false)]
    [InlineData("""{ "DateLessThan": { "aws:CurrentTime": "2020-01-01" } }""", "team", "x", false)]
    [InlineData("""{ "DateLessThanEquals": { "aws:EpochTime": "2999-01-01T00:00Z" } }""", "team", "x", true)]
    [InlineData("""{ "DateEquals": { "aws:RequestTag/until": "2030-05-06T07:08:09Z" } }""", "until", "2030-05-06T09:08:09+02:00", true)]
    [InlineData("""{ "DateNotEquals": { "aws:RequestTag/until": "1904281689" } }""", "until", "2030-05-06T07:08:09Z", false)]
    [InlineData("""{ "NumericLessThan": { "aws:RequestTag/count": "10" } }""", "count", "9.5", true)]
    [InlineData("""{ "NumericLessThan": { "aws:RequestTag/count": 10 } }""", "count", "10", false)]
    [InlineData("""{ "NumericLessThanEquals": { "aws:RequestTag/count": "10" } }""", "count", "10.0", true)]
    [InlineData("""{ "NumericGreaterThan": { "aws:RequestTag/count": "10" } }""", "count", "ten", false)]
    [InlineData("""{ "NumericGreaterThanEquals": { "aws:RequestTag/count": "10" } }""", "count", "11", true)]
    [InlineData("""{ "NumericNotEquals": { "aws:RequestTag/count": "10" } }""", "count", "10", false)]
    [InlineData("""{ "IpAddress": { "aws:SourceIp": ["203.0.113.0/24", "127.0.0.0/8"] } }""", "team", "x", true)]
    [InlineData("""{ "IpAddress": { "aws:SourceIp": "203.0.113.7" } }""", "team", "x", false)]
    [InlineData("""{ "NotIpAddress": { "aws:SourceIp": "127.0.0.1" } }""", "team", "x", false)]
    [InlineData("""{ "NotIpAddress": { "aws:SourceIp": "2001:db8::/32" } }""", "team", "x", true)]
    [InlineData("""{ "StringEquals": { "aws:RequestTag/team": ["checkout", "search"] } }""", "team", "checkout", true)]
    [InlineData("""{ "StringEquals": { "aws:RequestTag/team": "checkout" } }""", "team", "other", false)]
    [InlineData("""{ "StringEquals": { "aws:RequestTag/team": "checkout" } }""", "owner", "checkout", false)]
    [InlineData("""{ "StringEquals": { "ec2:Region": "us-east-1", "aws:RequestedRegion": "us-east-1" } }""", "team", "x", true)]
    [InlineData("""{ "StringNotEquals": { "ec2:Region": "us-east-1" } }""", "team", "x", false)]
    [InlineData("""{ "ForAllValues:StringLike": { "aws:TagKeys": "te*" } }""", "team", "x", true)]
    [InlineData("""{ "ForAllValues:StringLike": { "aws:TagKeys": "te*" } }""", "owner", "x", false)]
    [InlineData("""{ "Null": { "aws:RequestTag/team": "false" } }""", "team", "x", true)]
    [InlineData("""{ "StringEqualsIfExists": { "aws:ResourceTag/stage": "prod" } }""", "team", "x", true)]
    public async Task A_condition_asks_about_the_request(string condition, string tag, string value, bool allowed)
    {
        await using var scene = await Scene.StartAsync();
        var service = await scene.PublishAsync();
        scene.Sandbox.PutPolicies(Admin, $$"""
            { "Statement": [{ "Effect": "Allow", "Action": "ec2:CreateTags", "Resource": "*" },
                            { "Effect": "Allow", "Action": "ec2:CreateVpcEndpoint", "Resource": ["*:vpc/*", "*:subnet/*"] },
                            { "Effect": "Allow", "Action": "ec2:createvpcendpoint", "Resource": "*:vpc-endpoint/*", "Condition": {{condition}} }] }
            """);
        var wish = scene.Wish(service, "app-az1");
        wish.TagSpecifications = [new() { ResourceType = ResourceType.VpcEndpoint, Tags = [new(tag, value)] }];
        wish.DryRun = true;
        await Refused.AsAsync(allowed ? "DryRunOperation" : "UnauthorizedOperation", () => scene.Consumer.CreateVpcEndpointAsync(wish, Cancel));
    }

    [Fact]
    public async Task The_tags_that_are_sent_along_are_those_of_the_endpoint_and_not_of_its_network()
    {
        await using var scene = await Scene.StartAsync();
        var service = await scene.PublishAsync();
        scene.Sandbox.PutPolicies(Admin, """
            { "Statement": [{ "Effect": "Allow", "Action": "ec2:CreateTags", "Resource": "*" },
                            { "Effect": "Allow", "Action": "ec2:CreateVpcEndpoint", "Resource": "*",
                              "Condition": { "StringEquals": { "aws:RequestTag/team": "checkout" } } }] }
            """);
        var wish = scene.Wish(service, "app-az1");
        wish.TagSpecifications = [new() { ResourceType = ResourceType.VpcEndpoint, Tags = [new("team", "checkout")] }];
        var refusal = await Refused.AsAsync("UnauthorizedOperation", () => scene.Consumer.CreateVpcEndpointAsync(wish, Cancel));
        Assert.Contains($"on resource: arn:aws:ec2:us-east-1:310000000001:vpc/{wish.VpcId} because", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Conditions_see_the_tags_of_the_resource()
    {
        await using var scene = await Scene.StartAsync();
        var service = await scene.PublishAsync();
        var (mine, other) = ((await scene.ConnectAsync(service, "app-az1")).VpcEndpointId, (await scene.ConnectAsync(service, "app-az2")).VpcEndpointId);
        await scene.Consumer.CreateTagsAsync(new() { Resources = [mine], Tags = [new("stage", "test")] }, Cancel);
        scene.Sandbox.PutPolicies(
            Admin,
            """
            {
              "Statement": {
                "Effect": "Allow", "Action": "ec2:DeleteVpcEndpoints", "Resource": "*",
                "Condition": { "StringEquals": { "ec2:ResourceTag/stage": "test" } }
              }
            }
            """);
        await Refused.AsAsync("UnauthorizedOperation", () => scene.Consumer.DeleteVpcEndpointsAsync(new() { VpcEndpointIds = [mine, other] }, Cancel));
        Assert.Empty((await scene.Consumer.DeleteVpcEndpointsAsync(new() { VpcEndpointIds = [mine] }, Cancel)).Unsuccessful ?? []);
    }

    [Fact]
    public async Task Root_is_allowed_everything_whatever_policies_say()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var root = new BasicAWSCredentials("AKIAROOTROOTROOTROOT", new string('r', 40));
        sandbox.Host.Engine.Change(
            (store, _) => store.Keys.Put(
                new("AKIAROOTROOTROOTROOT", "310000000001", root.GetCredentials().SecretKey, "arn:aws:iam::310000000001:root", "310000000001")));
        Assert.Single((await sandbox.Ec2(root).DescribeVpcsAsync(Cancel)).Vpcs);
        Assert.Equal("arn:aws:iam::310000000001:root", (await sandbox.Sts(root).GetCallerIdentityAsync(new(), Cancel)).Arn);
    }

    [Fact]
    public async Task Only_the_first_load_balancer_of_an_account_needs_the_service_linked_role()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var (elb, vpc) = (sandbox.Elb(sandbox.Keys("storefront-prod")), sandbox.Account("storefront-prod").Vpc("storefront"));
        var noRoles = """{ "Statement": { "Effect": "Allow", "Action": "elasticloadbalancing:*", "Resource": "*" } }""";
        sandbox.PutPolicies(Admin, noRoles);
        var refusal = await Refused.AsAsync("AccessDenied", () => CreateAsync("first"));
        Assert.Contains(
            "iam:CreateServiceLinkedRole on resource: arn:aws:iam::310000000001:role/aws-service-role/elasticloadbalancing.amazonaws.com/",
            refusal.Message, StringComparison.Ordinal);
        sandbox.PutPolicies(Admin, Everything);
        await CreateAsync("first");
        sandbox.PutPolicies(Admin, noRoles);
        await CreateAsync("second");

        Task CreateAsync(string name) => elb.CreateLoadBalancerAsync(
            new() { Name = name, Type = LoadBalancerTypeEnum.Network, Scheme = LoadBalancerSchemeEnum.Internal, Subnets = [vpc.Subnets[0].SubnetId] }, Cancel);
    }

    [Fact]
    public async Task A_role_is_assumed_only_by_whom_both_sides_let()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.AssumeAsync("payments-prod");
        sandbox.PutPolicies(
            "arn:aws:iam::900000000001:user/privatelink-portal",
            """{ "Statement": { "Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "arn:aws:iam::220000000001:role/*" } }""");
        await Refused.AsAsync("AccessDenied", () => sandbox.AssumeAsync("payments-prod"));
        await sandbox.AssumeAsync("quarry-saas");
    }

    [Theory]
    [InlineData("""{ "AWS": "arn:aws:iam::310000000001:user/admin" }""", true)]
    [InlineData("""{ "AWS": ["310000000001"] }""", false)]
    [InlineData("""{ "AWS": "arn:aws:iam::310000000001:user/other" }""", false)]
    public async Task Within_an_account_a_trust_policy_that_names_the_user_is_enough(string principal, bool allowed)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var role = sandbox.Account("storefront-prod").RoleArn!;
        sandbox.PutPolicies(Admin);
        sandbox.Host.Engine.Change((store, _) => store.Roles.Put(store.Roles.Find(role)! with
        {
            TrustPolicy = JsonDocument.Parse(
                $$"""{ "Statement": [{ "Effect": "Allow", "Principal": {{principal}}, "Action": "sts:AssumeRole" }] }""").RootElement,
        }));
        var assume = () => sandbox.Sts("storefront-prod").AssumeRoleAsync(new() { RoleArn = role, RoleSessionName = "tests" }, Cancel);
        if (allowed)
        {
            await assume();
        }
        else
        {
            await Refused.AsAsync("AccessDenied", assume);
        }
    }

    [Fact]
    public void Everything_wrong_with_a_document_is_said_at_once()
    {
        var document = JsonDocument.Parse(
            """{ "Statement": [{ "Effect": "Perhaps", "Principal": "*", "Condition": { "BinaryEquals": { "a": "x" } } }] }""").RootElement;
        Assert.Equal(
            [
                "Effect is Allow or Deny",
                "statement 1 needs an Action or NotAction",
                "statement 1 has a Principal, which an identity's policy cannot have",
                "statement 1 needs a Resource or NotResource",
                "statement 1 has the condition operator BinaryEquals, which is not simulated",
            ],
            PolicyReader.Problems(document, isTrust: false));
    }

    [Theory]
    [InlineData("2012-10-17", """{ "DateLessThan": { "aws:CurrentTime": ["2030-01-01", "soon"] } }""", "compares aws:CurrentTime by DateLessThan with 'soon'")]
    [InlineData("2012-10-17", """{ "NumericEqualsIfExists": { "a": "${aws:userid}" } }""", "compares a by NumericEqualsIfExists with '${aws:userid}'")]
    [InlineData("2012-10-17", """{ "NotIpAddress": { "aws:SourceIp": "10.0.0.0/33" } }""", "compares aws:SourceIp by NotIpAddress with '10.0.0.0/33'")]
    [InlineData("2012-10-17", """{ "Null": { "a": "perhaps" } }""", "compares a by Null with 'perhaps'")]
    [InlineData("2020-02-02", """{ "Bool": { "a": true } }""", "Version is 2012-10-17 or 2008-10-17")]
    public void What_an_operator_cannot_compare_and_an_unknown_version_are_refused(string version, string condition, string problem) => Assert.Contains(
        problem,
        Assert.Single(PolicyReader.Problems(
            JsonDocument.Parse($$"""
            { "Version": "{{version}}", "Statement": { "Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {{condition}} } }
            """).RootElement,
            isTrust: false)),
        StringComparison.Ordinal);
}
