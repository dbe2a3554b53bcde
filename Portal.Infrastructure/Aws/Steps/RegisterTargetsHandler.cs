using Amazon.ElasticLoadBalancingV2;
using Amazon.ElasticLoadBalancingV2.Model;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Aws.Steps;

internal sealed class RegisterTargetsHandler : LoadBalancingStepHandler<RegisterTargetsCall>
{
    // A target of the VPC is sent without a zone; "all" belongs to addresses outside of it.
    internal static List<TargetDescription> Targets(IEnumerable<TargetAddress> targets) =>
        [.. targets.Select(target => new TargetDescription { Id = target.Id, Port = target.Port, AvailabilityZone = target.AvailabilityZone })];

    protected override async Task<StepReply> SendAsync(
        IAmazonElasticLoadBalancingV2 elb, StepRequest request, RegisterTargetsCall call, CancellationToken cancellationToken) =>
        StepReplies.Done(await elb.RegisterTargetsAsync(
            new RegisterTargetsRequest { TargetGroupArn = call.TargetGroupArn, Targets = Targets(call.Targets) }, cancellationToken).ConfigureAwait(false));
}
