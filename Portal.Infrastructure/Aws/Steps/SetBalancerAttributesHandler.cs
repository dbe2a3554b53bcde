using Amazon.ElasticLoadBalancingV2;
using Amazon.ElasticLoadBalancingV2.Model;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Aws.Steps;

internal sealed class SetBalancerAttributesHandler : LoadBalancingStepHandler<SetBalancerAttributesCall>
{
    protected override async Task<StepReply> SendAsync(
        IAmazonElasticLoadBalancingV2 elb, StepRequest request, SetBalancerAttributesCall call, CancellationToken cancellationToken) =>
        StepReplies.Done(await elb.ModifyLoadBalancerAttributesAsync(
            new ModifyLoadBalancerAttributesRequest
            {
                LoadBalancerArn = call.LoadBalancerArn,
                Attributes = [.. call.Attributes.Values.Select(one => new LoadBalancerAttribute { Key = one.Key, Value = one.Value })],
            },
            cancellationToken).ConfigureAwait(false));
}
