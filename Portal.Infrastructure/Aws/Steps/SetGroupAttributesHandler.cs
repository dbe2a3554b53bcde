using Amazon.ElasticLoadBalancingV2;
using Amazon.ElasticLoadBalancingV2.Model;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Aws.Steps;

internal sealed class SetGroupAttributesHandler : LoadBalancingStepHandler<SetGroupAttributesCall>
{
    protected override async Task<StepReply> SendAsync(
        IAmazonElasticLoadBalancingV2 elb, StepRequest request, SetGroupAttributesCall call, CancellationToken cancellationToken) =>
        StepReplies.Done(await elb.ModifyTargetGroupAttributesAsync(
            new ModifyTargetGroupAttributesRequest
            {
                TargetGroupArn = call.TargetGroupArn,
                Attributes = [.. call.Attributes.Values.Select(one => new TargetGroupAttribute { Key = one.Key, Value = one.Value })],
            },
            cancellationToken).ConfigureAwait(false));
}
