using Amazon.ElasticLoadBalancingV2;
using Amazon.ElasticLoadBalancingV2.Model;
using Portal.Sandbox.Seeding;

namespace Portal.Sandbox.Tests.LoadBalancers;

/// <summary>payments-prod with its three-zone VPC payments-core and the edge VPC that reaches a data centre.</summary>
internal sealed class ElbScene : IAsyncDisposable
{
    private ElbScene(TestSandbox sandbox)
    {
        Sandbox = sandbox;
        Elb = Client("payments-prod");
    }

    public TestSandbox Sandbox { get; }

    public AmazonElasticLoadBalancingV2Client Elb { get; private set; }

    public SeedVpc Core => Sandbox.Account("payments-prod").Vpc("payments-core");

    public SeedVpc Edge => Sandbox.Account("payments-prod").Vpc("payments-edge");

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<ElbScene> StartAsync(SandboxDelays? delays = null) => new(await TestSandbox.StartAsync(delays));

    public AmazonElasticLoadBalancingV2Client Client(string alias) => Sandbox.Elb(alias);

    public async Task RestartAsync(SandboxDelays? delays = null)
    {
        await Sandbox.RestartAsync(delays);
        Elb = Client("payments-prod");
    }

    /// <summary>The subnet of payments-core in that zone.</summary>
    public string Subnet(string zoneId) => Core.Subnets.Single(subnet => subnet.ZoneId == zoneId).SubnetId;

    public CreateLoadBalancerRequest Wish(string name, params string[] zoneIds) => new()
    {
        Name = name,
        Type = LoadBalancerTypeEnum.Network,
        Scheme = LoadBalancerSchemeEnum.Internal,
        Subnets = [.. zoneIds.Select(Subnet)],
    };

    public Task<LoadBalancer> BalancerAsync(string name, params string[] zoneIds) => BalancerAsync(Wish(name, zoneIds));

    public async Task<LoadBalancer> BalancerAsync(CreateLoadBalancerRequest wish) =>
        Assert.Single((await Elb.CreateLoadBalancerAsync(wish, Cancel)).LoadBalancers!);

    public async Task<LoadBalancer> SeenAsync(LoadBalancer balancer) =>
        Assert.Single((await Elb.DescribeLoadBalancersAsync(new() { LoadBalancerArns = [balancer.LoadBalancerArn!] }, Cancel)).LoadBalancers!);

    public CreateTargetGroupRequest GroupWish(string name, TargetTypeEnum? type = null, ProtocolEnum? protocol = null, SeedVpc? vpc = null) =>
        new() { Name = name, Protocol = protocol ?? ProtocolEnum.TCP, Port = 8443, VpcId = (vpc ?? Core).VpcId, TargetType = type ?? TargetTypeEnum.Ip };

    public async Task<TargetGroup> GroupAsync(string name, TargetTypeEnum? type = null, ProtocolEnum? protocol = null, SeedVpc? vpc = null) =>
        Assert.Single((await Elb.CreateTargetGroupAsync(GroupWish(name, type, protocol, vpc), Cancel)).TargetGroups!);

    public static CreateListenerRequest ListenerWish(LoadBalancer balancer, TargetGroup group, int port = 443, ProtocolEnum? protocol = null) => new()
    {
        LoadBalancerArn = balancer.LoadBalancerArn,
        Protocol = protocol ?? ProtocolEnum.TCP,
        Port = port,
        DefaultActions = [new() { Type = ActionTypeEnum.Forward, TargetGroupArn = group.TargetGroupArn }],
    };

    public async Task<Listener> ListenAsync(LoadBalancer balancer, TargetGroup group, int port = 443) =>
        Assert.Single((await Elb.CreateListenerAsync(ListenerWish(balancer, group, port), Cancel)).Listeners!);

    public Task RegisterAsync(TargetGroup group, params TargetDescription[] targets) =>
        Elb.RegisterTargetsAsync(new() { TargetGroupArn = group.TargetGroupArn, Targets = [.. targets] }, Cancel);

    public Task DeregisterAsync(TargetGroup group, params TargetDescription[] targets) =>
        Elb.DeregisterTargetsAsync(new() { TargetGroupArn = group.TargetGroupArn, Targets = [.. targets] }, Cancel);

    /// <summary>Every target of the group as <c>id state reason</c>.</summary>
    public async Task<IReadOnlyList<string>> HealthAsync(TargetGroup group, params TargetDescription[] targets)
    {
        var response = await Elb.DescribeTargetHealthAsync(
            new() { TargetGroupArn = group.TargetGroupArn, Targets = targets.Length == 0 ? null : [.. targets] }, Cancel);
        return [.. (response.TargetHealthDescriptions ?? [])
            .Select(target => $"{target.Target!.Id} {target.TargetHealth!.State} {target.TargetHealth.Reason}".TrimEnd())];
    }

    public ValueTask DisposeAsync() => Sandbox.DisposeAsync();
}
