using Amazon.ElasticLoadBalancingV2;
using Amazon.ElasticLoadBalancingV2.Model;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Aws.Steps;

internal sealed class SetSubnetsHandler : LoadBalancingStepHandler<SetSubnetsCall>
{
    protected override async Task<StepReply> SendAsync(
        IAmazonElasticLoadBalancingV2 elb, StepRequest request, SetSubnetsCall call, CancellationToken cancellationToken) =>
        StepReplies.Done(await elb.SetSubnetsAsync(
            new SetSubnetsRequest { LoadBalancerArn = call.LoadBalancerArn, Subnets = [.. call.SubnetIds] }, cancellationToken).ConfigureAwait(false));
}
