using Amazon.ElasticLoadBalancingV2;
using Amazon.ElasticLoadBalancingV2.Model;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Aws.Steps;

internal sealed class DeregisterTargetsHandler : LoadBalancingStepHandler<DeregisterTargetsCall>
{
    protected override async Task<StepReply> SendAsync(
        IAmazonElasticLoadBalancingV2 elb, StepRequest request, DeregisterTargetsCall call, CancellationToken cancellationToken) =>
        StepReplies.Done(await elb.DeregisterTargetsAsync(
            new DeregisterTargetsRequest { TargetGroupArn = call.TargetGroupArn, Targets = RegisterTargetsHandler.Targets(call.Targets) },
            cancellationToken).ConfigureAwait(false));
}
