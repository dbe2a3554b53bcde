using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.EC2;
using Amazon.ElasticLoadBalancingV2;
using Amazon.ElasticLoadBalancingV2.Model;
using Amazon.Runtime;
using Portal.Sandbox.Seeding;

namespace Portal.Sandbox.Tests.Identities;

/// <summary>
/// The seed's policy for the portal's role: with it every call of the portal is let through, and without any one action the call that needs it is not.
/// </summary>
public sealed class LeastPrivilegeTests
{
    private const string Role = "arn:aws:iam::210000000001:role/PrivateLinkPortal";
    private const string Service = "vpce-svc-0123456789abcdef0";
    private const string Endpoint = "vpce-0123456789abcdef0";
    private const string Balancers = "arn:aws:elasticloadbalancing:us-east-1:210000000001:";

    private static readonly Dictionary<string, Func<AmazonEC2Client, AmazonElasticLoadBalancingV2Client, SeedVpc, Task>> Calls = new()
    {
        ["ec2:DescribeAvailabilityZones"] = (ec2, _, _) => ec2.DescribeAvailabilityZonesAsync(Cancel),
        ["ec2:DescribeNetworkInterfaces"] = (ec2, _, _) => ec2.DescribeNetworkInterfacesAsync(Cancel),
        ["ec2:DescribeSecurityGroups"] = (ec2, _, _) => ec2.DescribeSecurityGroupsAsync(Cancel),
        ["ec2:DescribeSubnets"] = (ec2, _, _) => ec2.DescribeSubnetsAsync(Cancel),
        ["ec2:DescribeVpcAttribute"] = (ec2, _, vpc) => ec2.DescribeVpcAttributeAsync(
            new() { VpcId = vpc.VpcId, Attribute = VpcAttributeName.EnableDnsSupport }, Cancel),
        ["ec2:DescribeVpcEndpointConnections"] = (ec2, _, _) => ec2.DescribeVpcEndpointConnectionsAsync(new(), Cancel),
        ["ec2:DescribeVpcEndpointServiceConfigurations"] = (ec2, _, _) => ec2.DescribeVpcEndpointServiceConfigurationsAsync(new(), Cancel),
        ["ec2:DescribeVpcEndpointServicePermissions"] = (ec2, _, _) => ec2.DescribeVpcEndpointServicePermissionsAsync(new() { ServiceId = Service }, Cancel),
        ["ec2:DescribeVpcEndpoints"] = (ec2, _, _) => ec2.DescribeVpcEndpointsAsync(new(), Cancel),
        ["ec2:DescribeVpcs"] = (ec2, _, _) => ec2.DescribeVpcsAsync(Cancel),
        ["ec2:CreateVpcEndpointServiceConfiguration"] = (ec2, _, _) => ec2.CreateVpcEndpointServiceConfigurationAsync(
            new() { NetworkLoadBalancerArns = [Balancers + "loadbalancer/net/a/0123456789abcdef"] }, Cancel),
        ["ec2:DeleteVpcEndpointServiceConfigurations"] = (ec2, _, _) => ec2.DeleteVpcEndpointServiceConfigurationsAsync(
            new() { ServiceIds = [Service] }, Cancel),
        ["ec2:ModifyVpcEndpointServiceConfiguration"] = (ec2, _, _) => ec2.ModifyVpcEndpointServiceConfigurationAsync(
            new() { ServiceId = Service, AcceptanceRequired = true }, Cancel),
        ["ec2:ModifyVpcEndpointServicePermissions"] = (ec2, _, _) => ec2.ModifyVpcEndpointServicePermissionsAsync(
            new() { ServiceId = Service, AddAllowedPrincipals = ["*"] }, Cancel),
        ["ec2:StartVpcEndpointServicePrivateDnsVerification"] = (ec2, _, _) => ec2.StartVpcEndpointServicePrivateDnsVerificationAsync(
            new() { ServiceId = Service }, Cancel),
        ["ec2:AcceptVpcEndpointConnections"] = (ec2, _, _) => ec2.AcceptVpcEndpointConnectionsAsync(
            new() { ServiceId = Service, VpcEndpointIds = [Endpoint] }, Cancel),
        ["ec2:RejectVpcEndpointConnections"] = (ec2, _, _) => ec2.RejectVpcEndpointConnectionsAsync(
            new() { ServiceId = Service, VpcEndpointIds = [Endpoint] }, Cancel),
        ["ec2:CreateVpcEndpoint"] = (ec2, _, vpc) => ec2.CreateVpcEndpointAsync(
            new() { VpcId = vpc.VpcId, ServiceName = "com.amazonaws.vpce.us-east-1." + Service, SubnetIds = [vpc.Subnets[0].SubnetId] }, Cancel),
        ["ec2:DeleteVpcEndpoints"] = (ec2, _, _) => ec2.DeleteVpcEndpointsAsync(new() { VpcEndpointIds = [Endpoint] }, Cancel),
        ["ec2:ModifyVpcEndpoint"] = (ec2, _, _) => ec2.ModifyVpcEndpointAsync(new() { VpcEndpointId = Endpoint, ResetPolicy = true }, Cancel),
        ["ec2:CreateTags"] = (ec2, _, vpc) => ec2.CreateVpcEndpointAsync(
            new()
            {
                VpcId = vpc.VpcId,
                ServiceName = "com.amazonaws.vpce.us-east-1." + Service,
                TagSpecifications = [new() { ResourceType = Amazon.EC2.ResourceType.VpcEndpoint, Tags = [new("a", "1")] }],
            }, Cancel),
        ["ec2:DeleteTags"] = (ec2, _, _) => ec2.DeleteTagsAsync(new() { Resources = [Endpoint], Tags = [new("a", "1")] }, Cancel),
        ["route53:AssociateVPCWithHostedZone"] = (ec2, _, _) => ec2.ModifyVpcEndpointAsync(
            new() { VpcEndpointId = Endpoint, PrivateDnsEnabled = true }, Cancel),
        ["elasticloadbalancing:DescribeListeners"] = (_, elb, _) => elb.DescribeListenersAsync(
            new() { LoadBalancerArn = Balancers + "loadbalancer/net/a/0123456789abcdef" }, Cancel),
        ["elasticloadbalancing:DescribeLoadBalancerAttributes"] = (_, elb, _) => elb.DescribeLoadBalancerAttributesAsync(
            new() { LoadBalancerArn = Balancers + "loadbalancer/net/a/0123456789abcdef" }, Cancel),
        ["elasticloadbalancing:DescribeLoadBalancers"] = (_, elb, _) => elb.DescribeLoadBalancersAsync(new DescribeLoadBalancersRequest(), Cancel),
        ["elasticloadbalancing:DescribeTags"] = (_, elb, _) => elb.DescribeTagsAsync(
            new() { ResourceArns = [Balancers + "targetgroup/a/0123456789abcdef"] }, Cancel),
        ["elasticloadbalancing:DescribeTargetGroups"] = (_, elb, _) => elb.DescribeTargetGroupsAsync(new DescribeTargetGroupsRequest(), Cancel),
        ["elasticloadbalancing:DescribeTargetGroupAttributes"] = (_, elb, _) => elb.DescribeTargetGroupAttributesAsync(
            new() { TargetGroupArn = Balancers + "targetgroup/a/0123456789abcdef" }, Cancel),
        ["elasticloadbalancing:DescribeTargetHealth"] = (_, elb, _) => elb.DescribeTargetHealthAsync(
            new() { TargetGroupArn = Balancers + "targetgroup/a/0123456789abcdef" }, Cancel),
        ["elasticloadbalancing:AddTags"] = (_, elb, vpc) => elb.CreateTargetGroupAsync(
            new() { Name = "a", VpcId = vpc.VpcId, Protocol = "TCP", Port = 1, Tags = [new() { Key = "a", Value = "1" }] }, Cancel),
        ["elasticloadbalancing:CreateListener"] = (_, elb, _) => elb.CreateListenerAsync(
            new() { LoadBalancerArn = Balancers + "loadbalancer/net/a/0123456789abcdef", DefaultActions = [] }, Cancel),
        ["elasticloadbalancing:CreateLoadBalancer"] = (_, elb, _) => elb.CreateLoadBalancerAsync(
            new() { Name = "a", Type = LoadBalancerTypeEnum.Network }, Cancel),
        ["elasticloadbalancing:CreateTargetGroup"] = (_, elb, _) => elb.CreateTargetGroupAsync(new() { Name = "a" }, Cancel),
        ["elasticloadbalancing:DeleteListener"] = (_, elb, _) => elb.DeleteListenerAsync(
            new() { ListenerArn = Balancers + "listener/net/a/0123456789abcdef/0123456789abcdef" }, Cancel),
        ["elasticloadbalancing:DeleteLoadBalancer"] = (_, elb, _) => elb.DeleteLoadBalancerAsync(
            new() { LoadBalancerArn = Balancers + "loadbalancer/net/a/0123456789abcdef" }, Cancel),
        ["elasticloadbalancing:DeleteTargetGroup"] = (_, elb, _) => elb.DeleteTargetGroupAsync(
            new() { TargetGroupArn = Balancers + "targetgroup/a/0123456789abcdef" }, Cancel),
        ["elasticloadbalancing:DeregisterTargets"] = (_, elb, _) => elb.DeregisterTargetsAsync(
            new() { TargetGroupArn = Balancers + "targetgroup/a/0123456789abcdef", Targets = [new() { Id = "10.0.0.1" }] }, Cancel),
        ["elasticloadbalancing:ModifyListener"] = (_, elb, _) => elb.ModifyListenerAsync(
            new() { ListenerArn = Balancers + "listener/net/a/0123456789abcdef/0123456789abcdef", DefaultActions = [] }, Cancel),
        ["elasticloadbalancing:ModifyTargetGroup"] = (_, elb, _) => elb.ModifyTargetGroupAsync(
            new() { TargetGroupArn = Balancers + "targetgroup/a/0123456789abcdef" }, Cancel),
        ["elasticloadbalancing:ModifyLoadBalancerAttributes"] = (_, elb, _) => elb.ModifyLoadBalancerAttributesAsync(
            new() { LoadBalancerArn = Balancers + "loadbalancer/net/a/0123456789abcdef", Attributes = [] }, Cancel),
        ["elasticloadbalancing:ModifyTargetGroupAttributes"] = (_, elb, _) => elb.ModifyTargetGroupAttributesAsync(
            new() { TargetGroupArn = Balancers + "targetgroup/a/0123456789abcdef", Attributes = [] }, Cancel),
        ["elasticloadbalancing:SetSecurityGroups"] = (_, elb, _) => elb.SetSecurityGroupsAsync(
            new() { LoadBalancerArn = Balancers + "loadbalancer/net/a/0123456789abcdef", SecurityGroups = ["sg-0123456789abcdef0"] }, Cancel),
        ["elasticloadbalancing:SetSubnets"] = (_, elb, _) => elb.SetSubnetsAsync(
            new() { LoadBalancerArn = Balancers + "loadbalancer/net/a/0123456789abcdef", Subnets = ["subnet-0123456789abcdef0"] }, Cancel),
        ["elasticloadbalancing:RegisterTargets"] = (_, elb, _) => elb.RegisterTargetsAsync(
            new() { TargetGroupArn = Balancers + "targetgroup/a/0123456789abcdef", Targets = [new() { Id = "10.0.0.1" }] }, Cancel),
        ["elasticloadbalancing:RemoveTags"] = (_, elb, _) => elb.RemoveTagsAsync(
            new() { ResourceArns = [Balancers + "targetgroup/a/0123456789abcdef"], TagKeys = ["a"] }, Cancel),
        ["iam:CreateServiceLinkedRole"] = (_, elb, _) => elb.CreateLoadBalancerAsync(new() { Name = "a", Type = LoadBalancerTypeEnum.Network }, Cancel),
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static JsonNode Policy => JsonNode.Parse(SandboxSeed.Default.Policies["PrivateLinkPortal"].GetRawText())!;

    private static IEnumerable<string> Allowed => Policy["Statement"]!.AsArray().SelectMany(statement => Texts(statement!["Action"]!));

    [Fact]
    public async Task With_the_seeds_policy_nothing_is_refused_and_without_one_action_just_the_calls_that_need_it()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var session = await sandbox.AssumeAsync("payments-prod");
        var (ec2, elb, vpc) = (sandbox.Ec2(session), sandbox.Elb(session), sandbox.Account("payments-prod").Vpc("payments-core"));
        var (zones, tokens) = (sandbox.HostedZones(session), sandbox.Sts(session));
        var calls = new Dictionary<string, Func<AmazonEC2Client, AmazonElasticLoadBalancingV2Client, SeedVpc, Task>>(Calls)
        {
            ["route53:ListHostedZonesByVPC"] = (_, _, vpc) => zones.ListByVpcAsync(new() { VpcId = vpc.VpcId, VpcRegion = "us-east-1" }, Cancel),
            ["sts:DecodeAuthorizationMessage"] = (_, _, _) => tokens.DecodeAuthorizationMessageAsync(new() { EncodedMessage = "4vLcJW" }, Cancel),
        };
        Assert.Equal(calls.Keys.Order(), Allowed.Order());
        foreach (var (action, call) in calls)
        {
            sandbox.PutPolicies(Role, Policy.ToJsonString());
            Assert.Null(await DeniedAsync(() => call(ec2, elb, vpc)));

            sandbox.PutPolicies(Role, Without(action));
            var denied = await DeniedAsync(() => call(ec2, elb, vpc));
            Assert.True(denied is not null, $"Without {action} its call is let through.");
            Assert.Contains(
                $"User: arn:aws:sts::210000000001:assumed-role/PrivateLinkPortal/tests is not authorized to perform: {action}",
                denied.Message, StringComparison.Ordinal);
            Assert.Contains($"because no identity-based policy allows the {action} action", denied.Message, StringComparison.Ordinal);
            Assert.Equal(403, (int)denied.StatusCode);
        }
    }

    /// <summary>The refusal if it is for want of permission; other refusals are none here, since the calls name nothing that exists.</summary>
    private static async Task<AmazonServiceException?> DeniedAsync(Func<Task> call)
    {
        try
        {
            await call();
            return null;
        }
        catch (AmazonServiceException refusal)
        {
            return refusal is AmazonEC2Exception { ErrorCode: "UnauthorizedOperation" } or { ErrorCode: "AccessDenied" }
                ? refusal
                : null;
        }
    }

    private static string Without(string action)
    {
        var policy = Policy;
        var statements = policy["Statement"]!.AsArray();
        foreach (var statement in statements.ToList())
        {
            var left = Texts(statement!["Action"]!).Where(one => one != action).ToList();
            statement["Action"] = JsonSerializer.SerializeToNode(left);
            if (left.Count == 0)
            {
                statements.Remove(statement);
            }
        }

        return policy.ToJsonString();
    }

    private static IEnumerable<string> Texts(JsonNode node) =>
        node is JsonArray array ? array.Select(one => one!.GetValue<string>()) : [node.GetValue<string>()];
}
