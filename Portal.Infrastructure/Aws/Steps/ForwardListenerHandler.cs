using Amazon.ElasticLoadBalancingV2;
using Amazon.ElasticLoadBalancingV2.Model;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Aws.Steps;

internal sealed class ForwardListenerHandler : LoadBalancingStepHandler<ForwardListenerCall>
{
    protected override async Task<StepReply> SendAsync(
        IAmazonElasticLoadBalancingV2 elb, StepRequest request, ForwardListenerCall call, CancellationToken cancellationToken) =>
        StepReplies.Done(await elb.ModifyListenerAsync(
            new ModifyListenerRequest
            {
                ListenerArn = call.ListenerArn,
                DefaultActions = [new() { Type = ActionTypeEnum.Forward, TargetGroupArn = call.TargetGroupArn }],
            },
            cancellationToken).ConfigureAwait(false));
}
