using Amazon.ElasticLoadBalancingV2;
using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Aws.Steps;

/// <summary>Makes a call on load balancers, target groups and listeners.</summary>
internal abstract class LoadBalancingStepHandler<TCall> : StepHandler
    where TCall : StepCall
{
    public sealed override Type CallType => typeof(TCall);

    public sealed override Task<StepReply> SendAsync(AwsWriters aws, StepRequest request, Party side, CancellationToken cancellationToken) =>
        SendAsync(aws.LoadBalancing, request, (TCall)request.Call, cancellationToken);

    protected abstract Task<StepReply> SendAsync(IAmazonElasticLoadBalancingV2 elb, StepRequest request, TCall call, CancellationToken cancellationToken);
}
