using Amazon.ElasticLoadBalancingV2;
using Amazon.ElasticLoadBalancingV2.Model;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Aws.Steps;

internal sealed class SetSecurityGroupsHandler : LoadBalancingStepHandler<SetSecurityGroupsCall>
{
    protected override async Task<StepReply> SendAsync(
        IAmazonElasticLoadBalancingV2 elb, StepRequest request, SetSecurityGroupsCall call, CancellationToken cancellationToken) =>
        StepReplies.Done(await elb.SetSecurityGroupsAsync(
            new SetSecurityGroupsRequest { LoadBalancerArn = call.LoadBalancerArn, SecurityGroups = [.. call.SecurityGroupIds] },
            cancellationToken).ConfigureAwait(false));
}
