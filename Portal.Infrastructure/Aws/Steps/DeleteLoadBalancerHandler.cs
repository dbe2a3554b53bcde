using Amazon.ElasticLoadBalancingV2;
using Amazon.ElasticLoadBalancingV2.Model;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Aws.Steps;

internal sealed class DeleteLoadBalancerHandler : LoadBalancingStepHandler<DeleteLoadBalancerCall>
{
    protected override Task<StepReply> SendAsync(
        IAmazonElasticLoadBalancingV2 elb, StepRequest request, DeleteLoadBalancerCall call, CancellationToken cancellationToken) =>
        StepReplies.DeletedAsync(async () => StepReplies.Done(
            await elb.DeleteLoadBalancerAsync(new DeleteLoadBalancerRequest { LoadBalancerArn = call.Arn }, cancellationToken).ConfigureAwait(false)));
}
