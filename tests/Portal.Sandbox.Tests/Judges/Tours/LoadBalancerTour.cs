using Amazon.ElasticLoadBalancingV2;
using Amazon.ElasticLoadBalancingV2.Model;
using Portal.Sandbox.Seeding;
using Portal.Sandbox.Tests.Faults;

namespace Portal.Sandbox.Tests.Judges.Tours;

/// <summary>Load balancers, target groups, targets and listeners, through this project's own client.</summary>
internal sealed class LoadBalancerTour(TestSandbox sandbox)
{
    private readonly AmazonElasticLoadBalancingV2Client _elb = sandbox.Elb("payments-prod");
    private readonly SeedVpc _vpc = sandbox.Account("payments-prod").Vpc("payments-core");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async Task TakeAsync()
    {
        var balancer = await BalancerAsync();
        var group = await GroupAsync();
        var listener = await ListenerAsync(balancer, group);
        await TargetsAsync(group);
        await ChangesAsync(balancer, group, listener);
        await TagsAsync(balancer);
        await EndAsync(balancer, group, listener);
    }

    private async Task<string> BalancerAsync()
    {
        var wish = new CreateLoadBalancerRequest
        {
            Name = "tour",
            Type = LoadBalancerTypeEnum.Network,
            Scheme = LoadBalancerSchemeEnum.Internal,
            Subnets = [.. _vpc.Subnets.Select(subnet => subnet.SubnetId).Take(2)],
            SecurityGroups = [_vpc.SecurityGroups[0].GroupId],
            Tags = [new() { Key = "by", Value = "tour" }],
        };
        var arn = (await _elb.CreateLoadBalancerAsync(wish, Cancel)).LoadBalancers![0].LoadBalancerArn!;
        wish.Subnets = [_vpc.Subnets[0].SubnetId];
        await Refused.AsAsync("DuplicateLoadBalancerName", () => _elb.CreateLoadBalancerAsync(wish, Cancel));
        wish.Name = "tour-2";
        wish.Subnets = ["subnet-0aaaaaaaaaaaaaaaa"];
        await Refused.AsAsync("SubnetNotFound", () => _elb.CreateLoadBalancerAsync(wish, Cancel));
        wish.Scheme = LoadBalancerSchemeEnum.InternetFacing;
        wish.Subnets = [_vpc.Subnets[0].SubnetId];
        await Refused.AsAsync("InvalidSubnet", () => _elb.CreateLoadBalancerAsync(wish, Cancel));
        wish.Type = LoadBalancerTypeEnum.Application;
        await Refused.AsAsync("InvalidConfigurationRequest", () => _elb.CreateLoadBalancerAsync(wish, Cancel));
        wish.Name = "under_score";
        await Refused.AsAsync("ValidationError", () => _elb.CreateLoadBalancerAsync(wish, Cancel));
        await _elb.DescribeLoadBalancersAsync(new() { LoadBalancerArns = [arn] }, Cancel);
        sandbox.Clock.Advance(Tour.Step);
        await _elb.DescribeLoadBalancersAsync(new() { PageSize = 1 }, Cancel);
        var rules = new Rules(sandbox);
        var impaired = await rules.AddAsync(new { effect = new { kind = "impairedLoadBalancer" } });
        await _elb.DescribeLoadBalancersAsync(new() { LoadBalancerArns = [arn] }, Cancel);
        await rules.EndAsync(impaired);
        await Refused.AsAsync("LoadBalancerNotFound", () => _elb.DescribeLoadBalancersAsync(new() { Names = ["nobody"] }, Cancel));
        return arn;
    }

    private async Task<string> GroupAsync()
    {
        var wish = new CreateTargetGroupRequest { Name = "tour", Protocol = ProtocolEnum.TCP, Port = 8443, VpcId = _vpc.VpcId, TargetType = TargetTypeEnum.Ip };
        var arn = (await _elb.CreateTargetGroupAsync(wish, Cancel)).TargetGroups![0].TargetGroupArn!;
        wish.Port = 8444;
        await Refused.AsAsync("DuplicateTargetGroupName", () => _elb.CreateTargetGroupAsync(wish, Cancel));
        await _elb.DescribeTargetGroupsAsync(new() { Names = ["tour"] }, Cancel);
        await Refused.AsAsync("TargetGroupNotFound", () => _elb.DescribeTargetGroupsAsync(new() { Names = ["nobody"] }, Cancel));
        await _elb.ModifyTargetGroupAsync(new() { TargetGroupArn = arn, HealthCheckIntervalSeconds = 10, HealthCheckTimeoutSeconds = 5 }, Cancel);
        await Refused.AsAsync("ValidationError", () => _elb.ModifyTargetGroupAsync(new() { TargetGroupArn = arn, HealthCheckTimeoutSeconds = 10 }, Cancel));
        await Refused.AsAsync("TargetGroupNotFound", () => _elb.ModifyTargetGroupAsync(new() { TargetGroupArn = Wrong(arn) }, Cancel));
        await _elb.ModifyTargetGroupAttributesAsync(
            new() { TargetGroupArn = arn, Attributes = [new() { Key = "deregistration_delay.timeout_seconds", Value = "60" }] }, Cancel);
        await Refused.AsAsync(
            "ValidationError",
            () => _elb.ModifyTargetGroupAttributesAsync(new() { TargetGroupArn = arn, Attributes = [new() { Key = "colour", Value = "blue" }] }, Cancel));
        await Refused.AsAsync(
            "InvalidConfigurationRequest", () => _elb.ModifyTargetGroupAttributesAsync(
                new() { TargetGroupArn = arn, Attributes = [new() { Key = "slow_start.duration_seconds", Value = "30" }] }, Cancel));
        await _elb.DescribeTargetGroupAttributesAsync(new() { TargetGroupArn = arn }, Cancel);
        await Refused.AsAsync("TargetGroupNotFound", () => _elb.DescribeTargetGroupAttributesAsync(new() { TargetGroupArn = Wrong(arn) }, Cancel));
        return arn;
    }

    private async Task<string> ListenerAsync(string balancer, string group)
    {
        var wish = new CreateListenerRequest
        {
            LoadBalancerArn = balancer,
            Protocol = ProtocolEnum.TCP,
            Port = 443,
            DefaultActions = [new() { Type = ActionTypeEnum.Forward, TargetGroupArn = group }],
        };
        var arn = (await _elb.CreateListenerAsync(wish, Cancel)).Listeners![0].ListenerArn!;
        wish.Protocol = ProtocolEnum.UDP;
        await Refused.AsAsync("IncompatibleProtocols", () => _elb.CreateListenerAsync(wish, Cancel));
        wish.Protocol = ProtocolEnum.TLS;
        wish.Certificates = [new() { CertificateArn = "arn:aws:acm:us-east-1:210000000001:certificate/1" }];
        await Refused.AsAsync("DuplicateListener", () => _elb.CreateListenerAsync(wish, Cancel));
        wish.LoadBalancerArn = Wrong(balancer);
        await Refused.AsAsync("LoadBalancerNotFound", () => _elb.CreateListenerAsync(wish, Cancel));
        await _elb.DescribeListenersAsync(new() { LoadBalancerArn = balancer }, Cancel);
        await Refused.AsAsync("ListenerNotFound", () => _elb.DescribeListenersAsync(new() { ListenerArns = [Wrong(arn)] }, Cancel));
        await _elb.ModifyListenerAsync(new() { ListenerArn = arn, Port = 444 }, Cancel);
        await Refused.AsAsync("ListenerNotFound", () => _elb.ModifyListenerAsync(new() { ListenerArn = Wrong(arn), Port = 445 }, Cancel));
        return arn;
    }

    /// <summary>Registering, checked, healthy, unhealthy, unused for lack of a zone, draining.</summary>
    private async Task TargetsAsync(string group)
    {
        var alive = new TargetDescription { Id = _vpc.Instances.First(instance => instance.SubnetId == _vpc.Subnets[0].SubnetId).PrivateIp };
        var dead = new TargetDescription { Id = _vpc.Subnets[0].Cidr.Replace(".0/24", ".250", StringComparison.Ordinal) };
        var aside = new TargetDescription { Id = _vpc.Subnets[2].Cidr.Replace(".0/24", ".250", StringComparison.Ordinal) };
        await _elb.RegisterTargetsAsync(new() { TargetGroupArn = group, Targets = [alive, dead, aside] }, Cancel);
        await Refused.AsAsync("InvalidTarget", () => _elb.RegisterTargetsAsync(new() { TargetGroupArn = group, Targets = [new() { Id = "8.8.8.8" }] }, Cancel));
        for (var step = 0; step < 4; step++)
        {
            await _elb.DescribeTargetHealthAsync(new() { TargetGroupArn = group }, Cancel);
            sandbox.Clock.Advance(Tour.Step);
        }

        await Refused.AsAsync("TargetGroupNotFound", () => _elb.DescribeTargetHealthAsync(new() { TargetGroupArn = Wrong(group) }, Cancel));
        await _elb.DeregisterTargetsAsync(new() { TargetGroupArn = group, Targets = [alive] }, Cancel);
        await _elb.DescribeTargetHealthAsync(new() { TargetGroupArn = group }, Cancel);
        await Refused.AsAsync("TargetGroupNotFound", () => _elb.DeregisterTargetsAsync(new() { TargetGroupArn = Wrong(group), Targets = [alive] }, Cancel));
    }

    private async Task ChangesAsync(string balancer, string group, string listener)
    {
        await _elb.ModifyLoadBalancerAttributesAsync(
            new() { LoadBalancerArn = balancer, Attributes = [new() { Key = "deletion_protection.enabled", Value = "true" }] }, Cancel);
        await Refused.AsAsync("OperationNotPermitted", () => _elb.DeleteLoadBalancerAsync(new() { LoadBalancerArn = balancer }, Cancel));
        await _elb.ModifyLoadBalancerAttributesAsync(
            new() { LoadBalancerArn = balancer, Attributes = [new() { Key = "deletion_protection.enabled", Value = "false" }] }, Cancel);
        await Refused.AsAsync(
            "ValidationError", () => _elb.ModifyLoadBalancerAttributesAsync(
                new() { LoadBalancerArn = balancer, Attributes = [new() { Key = "colour", Value = "blue" }] }, Cancel));
        await Refused.AsAsync(
            "InvalidConfigurationRequest", () => _elb.ModifyLoadBalancerAttributesAsync(
                new() { LoadBalancerArn = balancer, Attributes = [new() { Key = "idle_timeout.timeout_seconds", Value = "60" }] }, Cancel));
        await _elb.DescribeLoadBalancerAttributesAsync(new() { LoadBalancerArn = balancer }, Cancel);
        await Refused.AsAsync("LoadBalancerNotFound", () => _elb.DescribeLoadBalancerAttributesAsync(new() { LoadBalancerArn = Wrong(balancer) }, Cancel));
        await _elb.SetSubnetsAsync(new() { LoadBalancerArn = balancer, Subnets = [.. _vpc.Subnets.Select(subnet => subnet.SubnetId)] }, Cancel);
        await Refused.AsAsync(
            "SubnetNotFound", () => _elb.SetSubnetsAsync(new() { LoadBalancerArn = balancer, Subnets = ["subnet-0aaaaaaaaaaaaaaaa"] }, Cancel));
        await _elb.SetSecurityGroupsAsync(new() { LoadBalancerArn = balancer, SecurityGroups = [_vpc.SecurityGroups[1].GroupId] }, Cancel);
        await Refused.AsAsync(
            "InvalidSecurityGroup", () => _elb.SetSecurityGroupsAsync(new() { LoadBalancerArn = balancer, SecurityGroups = ["sg-0aaaaaaaaaaaaaaaa"] }, Cancel));
        await Refused.AsAsync("ResourceInUse", () => _elb.DeleteTargetGroupAsync(new() { TargetGroupArn = group }, Cancel));
        await Refused.AsAsync("ListenerNotFound", () => _elb.DeleteListenerAsync(new() { ListenerArn = Wrong(listener) }, Cancel));
    }

    private async Task TagsAsync(string balancer)
    {
        await _elb.AddTagsAsync(new() { ResourceArns = [balancer], Tags = [new() { Key = "a", Value = "1" }] }, Cancel);
        await Refused.AsAsync(
            "DuplicateTagKeys",
            () => _elb.AddTagsAsync(new() { ResourceArns = [balancer], Tags = [new() { Key = "a", Value = "1" }, new() { Key = "a", Value = "2" }] }, Cancel));
        await Refused.AsAsync(
            "TooManyTags",
            () => _elb.AddTagsAsync(new() { ResourceArns = [balancer], Tags = [.. Enumerable.Range(0, 60).Select(i => new Tag { Key = $"k{i}" })] }, Cancel));
        await _elb.DescribeTagsAsync(new() { ResourceArns = [balancer] }, Cancel);
        await Refused.AsAsync("LoadBalancerNotFound", () => _elb.DescribeTagsAsync(new() { ResourceArns = [Wrong(balancer)] }, Cancel));
        await _elb.RemoveTagsAsync(new() { ResourceArns = [balancer], TagKeys = ["a"] }, Cancel);
        await Refused.AsAsync("LoadBalancerNotFound", () => _elb.RemoveTagsAsync(new() { ResourceArns = [Wrong(balancer)], TagKeys = ["a"] }, Cancel));
    }

    private async Task EndAsync(string balancer, string group, string listener)
    {
        await _elb.DeleteListenerAsync(new() { ListenerArn = listener }, Cancel);
        await _elb.DeleteTargetGroupAsync(new() { TargetGroupArn = group }, Cancel);
        await _elb.DeleteLoadBalancerAsync(new() { LoadBalancerArn = balancer }, Cancel);
        await Refused.AsAsync("LoadBalancerNotFound", () => _elb.DescribeLoadBalancersAsync(new() { LoadBalancerArns = [balancer] }, Cancel));
    }

    private static string Wrong(string arn) => arn[..^4] + "ffff";
}
