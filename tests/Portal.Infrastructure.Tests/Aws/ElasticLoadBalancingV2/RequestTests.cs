using Amazon.ElasticLoadBalancingV2;
using Amazon.Runtime;

namespace Portal.Infrastructure.Tests.Aws.ElasticLoadBalancingV2;

public sealed class RequestTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Operations { get; } = new(
        typeof(IAmazonElasticLoadBalancingV2).GetMethods().Where(method => method.Name.EndsWith("Async", StringComparison.Ordinal))
            .Select(method => method.Name[..^"Async".Length]));

    [Fact]
    public async Task A_load_balancer_is_asked_for_with_every_member_in_its_place()
    {
        await using var aws = await ScriptedAws.StartAsync();
        using var client = aws.Client();

        await client.CreateLoadBalancerAsync(
            new()
            {
                Name = "plp-payments",
                Type = LoadBalancerTypeEnum.Network,
                Scheme = LoadBalancerSchemeEnum.Internal,
                Subnets = ["subnet-a", "subnet-b"],
                SecurityGroups = ["sg-1"],
                SubnetMappings = [new() { SubnetId = "subnet-a", PrivateIPv4Address = "10.0.0.9" }],
                IpamPools = new() { Ipv4IpamPoolId = "ipam-1" },
                Tags = [new() { Key = "owner", Value = "a b&c=ü" }, new() { Key = "empty", Value = "" }],
            },
            Cancellation);

        Assert.Equal(
            new Dictionary<string, string>
            {
                ["Action"] = "CreateLoadBalancer",
                ["Version"] = "2015-12-01",
                ["Name"] = "plp-payments",
                ["Type"] = "network",
                ["Scheme"] = "internal",
                ["Subnets.member.1"] = "subnet-a",
                ["Subnets.member.2"] = "subnet-b",
                ["SecurityGroups.member.1"] = "sg-1",
                ["SubnetMappings.member.1.SubnetId"] = "subnet-a",
                ["SubnetMappings.member.1.PrivateIPv4Address"] = "10.0.0.9",
                ["IpamPools.Ipv4IpamPoolId"] = "ipam-1",
                ["Tags.member.1.Key"] = "owner",
                ["Tags.member.1.Value"] = "a b&c=ü",
                ["Tags.member.2.Key"] = "empty",
                ["Tags.member.2.Value"] = "",
            },
            aws.Sent);
    }

    [Fact]
    public async Task Numbers_flags_and_nested_lists_of_a_listener_are_written_the_way_AWS_reads_them()
    {
        await using var aws = await ScriptedAws.StartAsync();
        using var client = aws.Client();

        await client.CreateListenerAsync(
            new()
            {
                LoadBalancerArn = "arn:lb",
                Protocol = ProtocolEnum.TCP_UDP,
                Port = 5432,
                MutualAuthentication = new() { IgnoreClientCertificateExpiry = false },
                DefaultActions =
                [
                    new()
                    {
                        Type = ActionTypeEnum.Forward,
                        Order = 1,
                        ForwardConfig = new()
                        {
                            TargetGroups = [new() { TargetGroupArn = "arn:one", Weight = 1 }, new() { TargetGroupArn = "arn:two", Weight = 0 }],
                            TargetGroupStickinessConfig = new() { Enabled = true },
                        },
                        AuthenticateOidcConfig = new() { SessionTimeout = 604800L, AuthenticationRequestExtraParams = new() { ["prompt"] = "login" } },
                    },
                ],
            },
            Cancellation);

        var sent = aws.Sent;
        Assert.Equal("TCP_UDP", sent["Protocol"]);
        Assert.Equal("5432", sent["Port"]);
        Assert.Equal("false", sent["MutualAuthentication.IgnoreClientCertificateExpiry"]);
        Assert.Equal("forward", sent["DefaultActions.member.1.Type"]);
        Assert.Equal("1", sent["DefaultActions.member.1.Order"]);
        Assert.Equal("arn:two", sent["DefaultActions.member.1.ForwardConfig.TargetGroups.member.2.TargetGroupArn"]);
        Assert.Equal("0", sent["DefaultActions.member.1.ForwardConfig.TargetGroups.member.2.Weight"]);
        Assert.Equal("true", sent["DefaultActions.member.1.ForwardConfig.TargetGroupStickinessConfig.Enabled"]);
        Assert.Equal("604800", sent["DefaultActions.member.1.AuthenticateOidcConfig.SessionTimeout"]);
        Assert.Equal("prompt", sent["DefaultActions.member.1.AuthenticateOidcConfig.AuthenticationRequestExtraParams.entry.1.key"]);
        Assert.Equal("login", sent["DefaultActions.member.1.AuthenticateOidcConfig.AuthenticationRequestExtraParams.entry.1.value"]);
        Assert.Equal(16, sent.Count);
    }

    [Fact]
    public async Task What_is_null_is_not_sent_and_an_empty_list_is_sent_as_an_empty_value()
    {
        await using var aws = await ScriptedAws.StartAsync();
        using var client = aws.Client();

        await client.SetSecurityGroupsAsync(
            new() { LoadBalancerArn = "arn:lb", SecurityGroups = [], EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic = "off" }, Cancellation);

        Assert.Equal("", aws.Sent["SecurityGroups"]);
        Assert.Equal("off", aws.Sent["EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic"]);
        Assert.Equal(5, aws.Sent.Count);
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Every_operation_sends_its_own_name_and_understands_its_own_reply(string operation)
    {
        await using var aws = await ScriptedAws.StartAsync();
        using var client = aws.Client();
        aws.Replies(
            $"<{operation}Response><{operation}Result/><ResponseMetadata><RequestId>of-{operation}</RequestId></ResponseMetadata></{operation}Response>");
        var method = typeof(IAmazonElasticLoadBalancingV2).GetMethod(operation + "Async")!;
        var request = Activator.CreateInstance(method.GetParameters()[0].ParameterType);

        var reply = (Task)method.Invoke(client, [request, Cancellation])!;
        await reply;

        Assert.Equal(operation, aws.Sent["Action"]);
        Assert.Equal("2015-12-01", aws.Sent["Version"]);
        var response = (AmazonWebServiceResponse)((dynamic)reply).Result;
        Assert.Equal($"of-{operation}", response.ResponseMetadata.RequestId);
    }

    [Fact]
    public async Task A_request_is_signed_for_the_service_and_the_region_with_the_session_of_the_role()
    {
        await using var aws = await ScriptedAws.StartAsync();
        using var client = aws.Client();

        await client.DescribeLoadBalancersAsync(new(), Cancellation);

        var headers = Assert.Single(aws.Calls).Headers;
        Assert.Matches(
            "^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/[0-9]{8}/eu-central-1/elasticloadbalancing/aws4_request, SignedHeaders=[a-z0-9;-]*host[a-z0-9;-]*, "
                + "Signature=[0-9a-f]{64}$",
            headers["Authorization"]);
        Assert.Equal("a-session", headers["X-Amz-Security-Token"]);
        Assert.Contains("api/Elastic_Load_Balancing_v2#", headers["User-Agent"], StringComparison.Ordinal);
    }
}
