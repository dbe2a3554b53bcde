using Amazon.ElasticLoadBalancingV2;
using Amazon.ElasticLoadBalancingV2.Model;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Aws.Steps;

internal sealed class CreateLoadBalancerHandler : LoadBalancingStepHandler<CreateLoadBalancerCall>
{
    protected override async Task<StepReply> SendAsync(
        IAmazonElasticLoadBalancingV2 elb, StepRequest request, CreateLoadBalancerCall call, CancellationToken cancellationToken)
    {
        var reply = await elb.CreateLoadBalancerAsync(
            new CreateLoadBalancerRequest
            {
                Name = request.DerivedName(),
                Type = LoadBalancerTypeEnum.Network,
                Scheme = LoadBalancerSchemeEnum.Internal,
                Subnets = [.. call.SubnetIds],
                SecurityGroups = (call.SecurityGroupIds ?? []).OrNone(),
                Tags = request.LoadBalancingTags(),
            },
            cancellationToken).ConfigureAwait(false);
        return StepReplies.Made(reply, reply.LoadBalancers is [var made, ..] ? made.LoadBalancerArn : null);
    }
}
