using Amazon.ElasticLoadBalancingV2;
using Amazon.ElasticLoadBalancingV2.Model;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Aws.Steps;

internal sealed class CreateListenerHandler : LoadBalancingStepHandler<CreateListenerCall>
{
    protected override async Task<StepReply> SendAsync(
        IAmazonElasticLoadBalancingV2 elb, StepRequest request, CreateListenerCall call, CancellationToken cancellationToken)
    {
        var reply = await elb.CreateListenerAsync(
            new CreateListenerRequest
            {
                LoadBalancerArn = call.LoadBalancerArn,
                Protocol = call.Protocol,
                Port = call.Port,
                DefaultActions = [new() { Type = ActionTypeEnum.Forward, TargetGroupArn = call.TargetGroupArn }],
                Tags = request.LoadBalancingTags(),
            },
            cancellationToken).ConfigureAwait(false);
        return StepReplies.Made(reply, reply.Listeners is [var made, ..] ? made.ListenerArn : null);
    }
}
