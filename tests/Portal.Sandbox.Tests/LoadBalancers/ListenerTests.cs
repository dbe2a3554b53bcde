using Amazon.ElasticLoadBalancingV2;
using Amazon.ElasticLoadBalancingV2.Model;

namespace Portal.Sandbox.Tests.LoadBalancers;

public sealed class ListenerTests
{
    private const string Certificate = "arn:aws:acm:us-east-1:210000000001:certificate/0b1c2d3e-4f50-6172-8394-a5b6c7d8e9f0";

    private static CancellationToken Cancel => ElbScene.Cancel;

    [Fact]
    public async Task A_listener_forwards_its_port_to_one_target_group()
    {
        await using var scene = await ElbScene.StartAsync();
        var (balancer, group) = (await scene.BalancerAsync("plp", "use1-az1"), await scene.GroupAsync("plp"));
        var listener = await scene.ListenAsync(balancer, group, 5432);

        Assert.Matches($"^{balancer.LoadBalancerArn!.Replace(":loadbalancer/", ":listener/", StringComparison.Ordinal)}/[0-9a-f]{{16}}$", listener.ListenerArn);
        Assert.Equal((balancer.LoadBalancerArn, 5432, ProtocolEnum.TCP), (listener.LoadBalancerArn, listener.Port, listener.Protocol));
        var action = Assert.Single(listener.DefaultActions!);
        Assert.Equal((ActionTypeEnum.Forward, group.TargetGroupArn), (action.Type, action.TargetGroupArn));
        Assert.Equal(group.TargetGroupArn, Assert.Single(action.ForwardConfig!.TargetGroups!).TargetGroupArn);
        Assert.Null(listener.Certificates);
        Assert.Null(listener.SslPolicy);
    }

    [Fact]
    public async Task The_same_request_again_shows_the_same_listener_and_another_one_on_its_port_is_refused()
    {
        await using var scene = await ElbScene.StartAsync();
        var (balancer, group, other) = (await scene.BalancerAsync("plp", "use1-az1"), await scene.GroupAsync("plp-1"), await scene.GroupAsync("plp-2"));
        var listener = await scene.ListenAsync(balancer, group);
        Assert.Equal(listener.ListenerArn, (await scene.ListenAsync(balancer, group)).ListenerArn);

        var refusal = await Refused.AsAsync("DuplicateListener", () => scene.ListenAsync(balancer, other));
        Assert.IsType<DuplicateListenerException>(refusal);
        Assert.Equal($"A listener already exists on this port for this load balancer '{balancer.LoadBalancerArn}'", refusal.Message);
    }

    [Theory]
    [InlineData("TCP", "TCP", null)]
    [InlineData("TCP", "TCP_UDP", null)]
    [InlineData("TCP", "UDP", "IncompatibleProtocols")]
    [InlineData("TCP", "TLS", "IncompatibleProtocols")]
    [InlineData("TCP", "HTTP", "IncompatibleProtocols")]
    [InlineData("UDP", "UDP", null)]
    [InlineData("UDP", "TCP", "IncompatibleProtocols")]
    [InlineData("TCP_UDP", "TCP_UDP", null)]
    [InlineData("TCP_UDP", "TCP", "IncompatibleProtocols")]
    [InlineData("TLS", "TCP", null)]
    [InlineData("TLS", "TLS", null)]
    [InlineData("HTTP", "HTTP", "ValidationError")]
    public async Task The_protocols_of_listener_and_group_must_fit(string listener, string group, string? refusal)
    {
        await using var scene = await ElbScene.StartAsync();
        var wish = ElbScene.ListenerWish(await scene.BalancerAsync("plp", "use1-az1"), await scene.GroupAsync("plp", protocol: group), protocol: listener);
        wish.Certificates = listener == "TLS" ? [new() { CertificateArn = Certificate }] : null;

        if (refusal is null)
        {
            Assert.Single((await scene.Elb.CreateListenerAsync(wish, Cancel)).Listeners!);
        }
        else
        {
            await Refused.AsAsync(refusal, () => scene.Elb.CreateListenerAsync(wish, Cancel));
        }
    }

    [Fact]
    public async Task A_TLS_listener_needs_a_certificate_and_no_other_may_have_one()
    {
        await using var scene = await ElbScene.StartAsync();
        var wish = ElbScene.ListenerWish(await scene.BalancerAsync("plp", "use1-az1"), await scene.GroupAsync("plp"), protocol: ProtocolEnum.TLS);
        Assert.Equal(
            "A certificate must be specified for TLS listeners",
            (await Refused.AsAsync("ValidationError", () => scene.Elb.CreateListenerAsync(wish, Cancel))).Message);
        wish.Certificates = [new() { CertificateArn = "arn:aws:acm:nothing" }];
        await Refused.AsAsync("CertificateNotFound", () => scene.Elb.CreateListenerAsync(wish, Cancel));
        wish.Certificates = [new() { CertificateArn = Certificate }];
        wish.AlpnPolicy = ["HTTP2Only"];

        var listener = Assert.Single((await scene.Elb.CreateListenerAsync(wish, Cancel)).Listeners!);

        Assert.Equal(Certificate, Assert.Single(listener.Certificates!).CertificateArn);
        Assert.Equal(("ELBSecurityPolicy-2016-08", "HTTP2Only"), (listener.SslPolicy, Assert.Single(listener.AlpnPolicy!)));
        var plain = Assert.Single(
            (await scene.Elb.ModifyListenerAsync(new() { ListenerArn = listener.ListenerArn, Protocol = ProtocolEnum.TCP }, Cancel)).Listeners!);
        Assert.Null(plain.Certificates);
        Assert.Null(plain.SslPolicy);
        wish.Protocol = ProtocolEnum.TCP;
        await Refused.AsAsync("ValidationError", () => scene.Elb.CreateListenerAsync(wish, Cancel));
    }

    [Fact]
    public async Task Exactly_one_forward_action_to_a_group_of_the_VPC_is_wanted()
    {
        await using var scene = await ElbScene.StartAsync();
        var (balancer, group, edge) =
            (await scene.BalancerAsync("plp", "use1-az1"), await scene.GroupAsync("plp"), await scene.GroupAsync("plp-edge", vpc: scene.Edge));
        var forward = new Amazon.ElasticLoadBalancingV2.Model.Action { Type = ActionTypeEnum.Forward, TargetGroupArn = group.TargetGroupArn };

        await RefusedAsync("ValidationError", wish => wish.DefaultActions = null);
        await RefusedAsync("ValidationError", wish => wish.DefaultActions = [forward, forward]);
        await RefusedAsync("InvalidLoadBalancerAction", wish => wish.DefaultActions = [new() { Type = ActionTypeEnum.Redirect }]);
        await RefusedAsync("ValidationError", wish => wish.DefaultActions = [new() { Type = ActionTypeEnum.Forward }]);
        await RefusedAsync("ValidationError", wish => wish.DefaultActions = [new() { Type = ActionTypeEnum.Forward, TargetGroupArn = "arn:nothing" }]);
        await RefusedAsync("TargetGroupNotFound", wish => wish.DefaultActions![0].TargetGroupArn = group.TargetGroupArn + "0");
        await RefusedAsync("InvalidConfigurationRequest", wish => wish.DefaultActions![0].TargetGroupArn = edge.TargetGroupArn);
        await RefusedAsync("LoadBalancerNotFound", wish => wish.LoadBalancerArn = balancer.LoadBalancerArn + "0");
        await RefusedAsync("ValidationError", wish => wish.Port = null);
        await RefusedAsync("ValidationError", wish => wish.Port = 65536);
        await RefusedAsync("ValidationError", wish => wish.Protocol = null);

        async Task RefusedAsync(string code, Action<CreateListenerRequest> spoil)
        {
            var wish = ElbScene.ListenerWish(balancer, group);
            spoil(wish);
            await Refused.AsAsync(code, () => scene.Elb.CreateListenerAsync(wish, Cancel));
        }
    }

    [Fact]
    public async Task A_target_group_serves_one_load_balancer_only()
    {
        await using var scene = await ElbScene.StartAsync();
        var (first, second, group) =
            (await scene.BalancerAsync("plp-1", "use1-az1"), await scene.BalancerAsync("plp-2", "use1-az1"), await scene.GroupAsync("plp"));
        await scene.ListenAsync(first, group);
        await scene.ListenAsync(first, group, 444);

        Assert.IsType<TargetGroupAssociationLimitException>(await Refused.AsAsync("TargetGroupAssociationLimit", () => scene.ListenAsync(second, group)));
    }

    [Fact]
    public async Task A_changed_listener_keeps_what_was_not_named()
    {
        await using var scene = await ElbScene.StartAsync();
        var (balancer, group, other) = (await scene.BalancerAsync("plp", "use1-az1"), await scene.GroupAsync("plp-1"), await scene.GroupAsync("plp-2"));
        var listener = await scene.ListenAsync(balancer, group);
        await scene.ListenAsync(balancer, group, 444);

        await ModifyAsync(new()
        {
            DefaultActions =
                [new() { Type = ActionTypeEnum.Forward, ForwardConfig = new() { TargetGroups = [new() { TargetGroupArn = other.TargetGroupArn }] } }],
        });
        var changed = await ModifyAsync(new() { Port = 8443 });

        Assert.Equal((8443, ProtocolEnum.TCP, other.TargetGroupArn), (changed.Port, changed.Protocol, changed.DefaultActions![0].TargetGroupArn));
        Assert.Equal("Listener port '444' is already in use", (await Refused.AsAsync("ValidationError", () => ModifyAsync(new() { Port = 444 }))).Message);

        async Task<Listener> ModifyAsync(ModifyListenerRequest request)
        {
            request.ListenerArn = listener.ListenerArn;
            return Assert.Single((await scene.Elb.ModifyListenerAsync(request, Cancel)).Listeners!);
        }
    }

    [Fact]
    public async Task Listeners_are_found_by_load_balancer_or_ARN_until_they_are_deleted()
    {
        await using var scene = await ElbScene.StartAsync();
        var (balancer, group) = (await scene.BalancerAsync("plp", "use1-az1"), await scene.GroupAsync("plp"));
        var (first, second) = (await scene.ListenAsync(balancer, group, 443), await scene.ListenAsync(balancer, group, 444));

        Assert.Equal(2, (await FoundAsync(new() { LoadBalancerArn = balancer.LoadBalancerArn })).Count);
        Assert.Equal(444, Assert.Single(await FoundAsync(new() { ListenerArns = [second.ListenerArn!] })).Port);
        await Refused.AsAsync("ValidationError", () => FoundAsync(new()));
        await scene.Elb.DeleteListenerAsync(new() { ListenerArn = first.ListenerArn }, Cancel);
        Assert.Equal(444, Assert.Single(await FoundAsync(new() { LoadBalancerArn = balancer.LoadBalancerArn })).Port);
        Assert.IsType<ListenerNotFoundException>(
            await Refused.AsAsync("ListenerNotFound", () => scene.Elb.DeleteListenerAsync(new() { ListenerArn = first.ListenerArn }, Cancel)));

        async Task<List<Listener>> FoundAsync(DescribeListenersRequest request) => (await scene.Elb.DescribeListenersAsync(request, Cancel)).Listeners ?? [];
    }
}
