using Amazon.ElasticLoadBalancingV2;
using Amazon.ElasticLoadBalancingV2.Model;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Aws.Steps;

internal sealed class DeleteTargetGroupHandler : LoadBalancingStepHandler<DeleteTargetGroupCall>
{
    protected override Task<StepReply> SendAsync(
        IAmazonElasticLoadBalancingV2 elb, StepRequest request, DeleteTargetGroupCall call, CancellationToken cancellationToken) =>
        StepReplies.DeletedAsync(async () => StepReplies.Done(
            await elb.DeleteTargetGroupAsync(new DeleteTargetGroupRequest { TargetGroupArn = call.Arn }, cancellationToken).ConfigureAwait(false)));
}
