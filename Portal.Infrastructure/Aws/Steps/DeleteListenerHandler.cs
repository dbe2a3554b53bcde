using Amazon.ElasticLoadBalancingV2;
using Amazon.ElasticLoadBalancingV2.Model;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Aws.Steps;

internal sealed class DeleteListenerHandler : LoadBalancingStepHandler<DeleteListenerCall>
{
    protected override Task<StepReply> SendAsync(
        IAmazonElasticLoadBalancingV2 elb, StepRequest request, DeleteListenerCall call, CancellationToken cancellationToken) =>
        StepReplies.DeletedAsync(async () => StepReplies.Done(
            await elb.DeleteListenerAsync(new DeleteListenerRequest { ListenerArn = call.Arn }, cancellationToken).ConfigureAwait(false)));
}
