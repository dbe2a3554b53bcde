using System.Net;
using Amazon.ElasticLoadBalancingV2;
using Amazon.ElasticLoadBalancingV2.Model;

namespace Portal.Infrastructure.Tests.Aws.ElasticLoadBalancingV2;

public sealed class ReplyTests
{
    private const string TwoZones =
        """
        <DescribeLoadBalancersResponse xmlns="http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/">
          <DescribeLoadBalancersResult>
            <LoadBalancers>
              <member>
                <LoadBalancerArn>arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/net/plp/0123456789abcdef</LoadBalancerArn>
                <DNSName>plp-0123456789abcdef.elb.us-east-1.amazonaws.com</DNSName>
                <CanonicalHostedZoneId>Z26RNL4JYFTOTI</CanonicalHostedZoneId>
                <CreatedTime>2026-03-01T10:20:30.123Z</CreatedTime>
                <LoadBalancerName>plp</LoadBalancerName>
                <Scheme>internal</Scheme>
                <VpcId>vpc-1</VpcId>
                <State><Code>provisioning</Code></State>
                <Type>network</Type>
                <AvailabilityZones>
                  <member><ZoneName>us-east-1a</ZoneName><SubnetId>subnet-a</SubnetId><LoadBalancerAddresses/></member>
                  <member>
                    <ZoneName>us-east-1b</ZoneName><SubnetId>subnet-b</SubnetId>
                    <LoadBalancerAddresses><member><PrivateIPv4Address>10.0.1.7</PrivateIPv4Address></member></LoadBalancerAddresses>
                  </member>
                </AvailabilityZones>
                <SecurityGroups><member>sg-1</member><member>sg-2</member></SecurityGroups>
                <IpAddressType>ipv4</IpAddressType>
                <EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic>off</EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic>
              </member>
            </LoadBalancers>
            <NextMarker>more</NextMarker>
          </DescribeLoadBalancersResult>
          <ResponseMetadata><RequestId>6581c0ac-f39f-11e5-bb98-57195a6eb84a</RequestId></ResponseMetadata>
        </DescribeLoadBalancersResponse>
        """;

    private const string ThreeTargets =
        """
        <DescribeTargetHealthResponse xmlns="http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/">
          <DescribeTargetHealthResult>
            <TargetHealthDescriptions>
              <member>
                <Target><Id>10.0.0.5</Id><Port>5432</Port><AvailabilityZone>us-east-1a</AvailabilityZone></Target>
                <HealthCheckPort>5432</HealthCheckPort>
                <TargetHealth><State>healthy</State></TargetHealth>
              </member>
              <member>
                <Target><Id>10.0.0.6</Id><Port>5432</Port></Target>
                <TargetHealth><State>initial</State><Reason>Elb.InitialHealthChecking</Reason>
                  <Description>Health checks in progress</Description></TargetHealth>
              </member>
              <member>
                <Target><Id>10.0.0.7</Id><Port/></Target>
                <TargetHealth><State>levitating</State><Reason>Target.Antigravity</Reason></TargetHealth>
              </member>
            </TargetHealthDescriptions>
          </DescribeTargetHealthResult>
        </DescribeTargetHealthResponse>
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_load_balancer_is_read_with_its_zones_addresses_state_and_time()
    {
        await using var aws = await ScriptedAws.StartAsync();
        using var client = aws.Replies(TwoZones).Client();

        var response = await client.DescribeLoadBalancersAsync(new(), Cancellation);

        Assert.Equal(HttpStatusCode.OK, response.HttpStatusCode);
        Assert.Equal("6581c0ac-f39f-11e5-bb98-57195a6eb84a", response.ResponseMetadata.RequestId);
        Assert.Equal("more", response.NextMarker);
        var loadBalancer = Assert.Single(response.LoadBalancers!);
        Assert.Equal("plp-0123456789abcdef.elb.us-east-1.amazonaws.com", loadBalancer.DNSName);
        Assert.Equal(new DateTime(2026, 3, 1, 10, 20, 30, 123, DateTimeKind.Utc), loadBalancer.CreatedTime);
        Assert.Equal(DateTimeKind.Utc, loadBalancer.CreatedTime!.Value.Kind);
        Assert.Same(LoadBalancerStateEnum.Provisioning, loadBalancer.State!.Code);
        Assert.Null(loadBalancer.State.Reason);
        Assert.Same(LoadBalancerTypeEnum.Network, loadBalancer.Type);
        Assert.Equal(["us-east-1a", "us-east-1b"], loadBalancer.AvailabilityZones!.Select(zone => zone.ZoneName));
        Assert.Equal("10.0.1.7", Assert.Single(loadBalancer.AvailabilityZones![1].LoadBalancerAddresses!).PrivateIPv4Address);
        Assert.Equal(["sg-1", "sg-2"], loadBalancer.SecurityGroups!);
        Assert.Equal("off", loadBalancer.EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic);
    }

    [Fact]
    public async Task A_list_that_is_absent_or_empty_is_null()
    {
        await using var aws = await ScriptedAws.StartAsync();
        using var client = aws.Replies(TwoZones).Replies("<DescribeListenersResponse><DescribeListenersResult/></DescribeListenersResponse>").Client();

        var loadBalancers = await client.DescribeLoadBalancersAsync(new(), Cancellation);
        var listeners = await client.DescribeListenersAsync(new(), Cancellation);

        Assert.Null(loadBalancers.LoadBalancers![0].AvailabilityZones![0].LoadBalancerAddresses);
        Assert.Null(listeners.Listeners);
        Assert.Null(new LoadBalancer().AvailabilityZones);
    }

    [Fact]
    public async Task Target_health_keeps_states_and_reasons_that_the_client_does_not_know()
    {
        await using var aws = await ScriptedAws.StartAsync();
        using var client = aws.Replies(ThreeTargets).Client();

        var targets = (await client.DescribeTargetHealthAsync(new() { TargetGroupArn = "arn:tg" }, Cancellation)).TargetHealthDescriptions!;

        Assert.Equal(5432, targets[0].Target!.Port);
        Assert.Null(targets[0].TargetHealth!.Reason);
        Assert.Equal(TargetHealthStateEnum.Initial, targets[1].TargetHealth!.State);
        Assert.Equal(TargetHealthReasonEnum.ElbInitialHealthChecking, targets[1].TargetHealth!.Reason);
        Assert.Null(targets[2].Target!.Port);
        Assert.Equal("levitating", targets[2].TargetHealth!.State!.Value);
        Assert.Equal("Target.Antigravity", targets[2].TargetHealth!.Reason!.Value);
    }

    [Fact]
    public async Task Every_page_is_read_and_each_is_asked_for_once()
    {
        await using var aws = await ScriptedAws.StartAsync();
        using var client = aws.Replies(TwoZones).Replies(TwoZones.Replace("<NextMarker>more</NextMarker>", "", StringComparison.Ordinal)).Client();

        var names = new List<string?>();
        await foreach (
            var loadBalancer in client.Paginators.DescribeLoadBalancers(new() { Names = ["plp"], PageSize = 1 }).LoadBalancers.WithCancellation(Cancellation))
        {
            names.Add(loadBalancer.LoadBalancerName);
        }

        Assert.Equal(["plp", "plp"], names);
        Assert.Equal([null, "more"], aws.Calls.Select(call => call.Form.GetValueOrDefault("Marker")));
        Assert.All(aws.Calls, call => Assert.Equal("plp", call.Form["Names.member.1"]));
    }
}
