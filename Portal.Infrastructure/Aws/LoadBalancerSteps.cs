using Amazon.ElasticLoadBalancingV2;
using Amazon.ElasticLoadBalancingV2.Model;
using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Aws;

/// <summary>The mutating calls on load balancers, target groups, targets and listeners, in the provider's account.</summary>
internal static class LoadBalancerSteps
{
    public static async Task<StepReply> CreateLoadBalancerAsync(
        IAmazonElasticLoadBalancingV2 elb, StepRequest request, CreateLoadBalancerCall call, CancellationToken cancellationToken)
    {
        var reply = await elb.CreateLoadBalancerAsync(
            new CreateLoadBalancerRequest
            {
                Name = Name(request),
                Type = LoadBalancerTypeEnum.Network,
                Scheme = LoadBalancerSchemeEnum.Internal,
                Subnets = [.. call.SubnetIds],
                Tags = Tags(request),
            },
            cancellationToken).ConfigureAwait(false);
        return StepReplies.Made(reply, reply.LoadBalancers is [var made, ..] ? made.LoadBalancerArn : null);
    }

    public static Task<StepReply> DeleteLoadBalancerAsync(IAmazonElasticLoadBalancingV2 elb, DeleteLoadBalancerCall call, CancellationToken cancellationToken) =>
        StepReplies.DeletedAsync(async () => StepReplies.Done(
            await elb.DeleteLoadBalancerAsync(new DeleteLoadBalancerRequest { LoadBalancerArn = call.Arn }, cancellationToken).ConfigureAwait(false)));

    public static async Task<StepReply> CreateTargetGroupAsync(
        IAmazonElasticLoadBalancingV2 elb, StepRequest request, CreateTargetGroupCall call, CancellationToken cancellationToken)
    {
        var creation = new CreateTargetGroupRequest
        {
            Name = Name(request),
            VpcId = call.VpcId,
            Protocol = call.Protocol,
            Port = call.Port,
            TargetType = call.TargetType,
            Tags = Tags(request),
        };
        if (call.HealthCheck is { } check)
        {
            creation.HealthCheckProtocol = check.Protocol;
            creation.HealthCheckPort = check.Port?.ToString(System.Globalization.CultureInfo.InvariantCulture);
            creation.HealthCheckPath = check.Path;
            creation.HealthCheckIntervalSeconds = check.IntervalSeconds;
        }

        var reply = await elb.CreateTargetGroupAsync(creation, cancellationToken).ConfigureAwait(false);
        return StepReplies.Made(reply, reply.TargetGroups is [var made, ..] ? made.TargetGroupArn : null);
    }

    public static Task<StepReply> DeleteTargetGroupAsync(IAmazonElasticLoadBalancingV2 elb, DeleteTargetGroupCall call, CancellationToken cancellationToken) =>
        StepReplies.DeletedAsync(async () => StepReplies.Done(
            await elb.DeleteTargetGroupAsync(new DeleteTargetGroupRequest { TargetGroupArn = call.Arn }, cancellationToken).ConfigureAwait(false)));

    public static async Task<StepReply> RegisterTargetsAsync(IAmazonElasticLoadBalancingV2 elb, RegisterTargetsCall call, CancellationToken cancellationToken) =>
        StepReplies.Done(await elb.RegisterTargetsAsync(
            new RegisterTargetsRequest { TargetGroupArn = call.TargetGroupArn, Targets = Targets(call.Targets) }, cancellationToken).ConfigureAwait(false));

    public static async Task<StepReply> DeregisterTargetsAsync(IAmazonElasticLoadBalancingV2 elb, DeregisterTargetsCall call, CancellationToken cancellationToken) =>
        StepReplies.Done(await elb.DeregisterTargetsAsync(
            new DeregisterTargetsRequest { TargetGroupArn = call.TargetGroupArn, Targets = Targets(call.Targets) }, cancellationToken).ConfigureAwait(false));

    public static async Task<StepReply> CreateListenerAsync(
        IAmazonElasticLoadBalancingV2 elb, StepRequest request, CreateListenerCall call, CancellationToken cancellationToken)
    {
        var reply = await elb.CreateListenerAsync(
            new CreateListenerRequest
            {
                LoadBalancerArn = call.LoadBalancerArn,
                Protocol = call.Protocol,
                Port = call.Port,
                DefaultActions = [new() { Type = ActionTypeEnum.Forward, TargetGroupArn = call.TargetGroupArn }],
                Tags = Tags(request),
            },
            cancellationToken).ConfigureAwait(false);
        return StepReplies.Made(reply, reply.Listeners is [var made, ..] ? made.ListenerArn : null);
    }

    public static Task<StepReply> DeleteListenerAsync(IAmazonElasticLoadBalancingV2 elb, DeleteListenerCall call, CancellationToken cancellationToken) =>
        StepReplies.DeletedAsync(async () => StepReplies.Done(
            await elb.DeleteListenerAsync(new DeleteListenerRequest { ListenerArn = call.Arn }, cancellationToken).ConfigureAwait(false)));

    private static string Name(StepRequest request) =>
        request.Name ?? throw new ArgumentException($"{request.Call.GetType().Name} needs a derived name.", nameof(request));

    private static List<Tag> Tags(StepRequest request) => [.. request.Tags.Select(tag => new Tag { Key = tag.Key, Value = tag.Value })];

    // A target of the VPC is sent without a zone; "all" belongs to addresses outside of it.
    private static List<TargetDescription> Targets(IEnumerable<TargetAddress> targets) =>
        [.. targets.Select(target => new TargetDescription { Id = target.Id, Port = target.Port, AvailabilityZone = target.AvailabilityZone })];
}
