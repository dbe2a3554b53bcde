using Amazon.EC2;
using Amazon.ElasticLoadBalancingV2;
using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Aws.Steps;

/// <summary>Makes the one AWS call of a kind of step. A handler is found by the type of its call; there is no list to add it to.</summary>
internal abstract class StepHandler
{
    public abstract Type CallType { get; }

    /// <param name="side">Whose account it is: who has to repair what AWS refuses.</param>
    public abstract Task<StepReply> SendAsync(AwsWriters aws, StepRequest request, Party side, CancellationToken cancellationToken);
}

/// <summary>Makes a call on endpoints and endpoint services.</summary>
internal abstract class Ec2StepHandler<TCall> : StepHandler
    where TCall : StepCall
{
    public sealed override Type CallType => typeof(TCall);

    public sealed override Task<StepReply> SendAsync(AwsWriters aws, StepRequest request, Party side, CancellationToken cancellationToken) =>
        SendAsync(aws.Ec2, request, (TCall)request.Call, side, cancellationToken);

    protected abstract Task<StepReply> SendAsync(IAmazonEC2 ec2, StepRequest request, TCall call, Party side, CancellationToken cancellationToken);
}

/// <summary>Makes a call on load balancers, target groups and listeners.</summary>
internal abstract class LoadBalancingStepHandler<TCall> : StepHandler
    where TCall : StepCall
{
    public sealed override Type CallType => typeof(TCall);

    public sealed override Task<StepReply> SendAsync(AwsWriters aws, StepRequest request, Party side, CancellationToken cancellationToken) =>
        SendAsync(aws.LoadBalancing, request, (TCall)request.Call, cancellationToken);

    protected abstract Task<StepReply> SendAsync(IAmazonElasticLoadBalancingV2 elb, StepRequest request, TCall call, CancellationToken cancellationToken);
}
