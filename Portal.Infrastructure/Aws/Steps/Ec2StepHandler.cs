using Amazon.EC2;
using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Aws.Steps;

/// <summary>Makes a call on endpoints and endpoint services.</summary>
internal abstract class Ec2StepHandler<TCall> : StepHandler
    where TCall : StepCall
{
    public sealed override Type CallType => typeof(TCall);

    public sealed override Task<StepReply> SendAsync(AwsWriters aws, StepRequest request, Party side, CancellationToken cancellationToken) =>
        SendAsync(aws.Ec2, request, (TCall)request.Call, side, cancellationToken);

    protected abstract Task<StepReply> SendAsync(IAmazonEC2 ec2, StepRequest request, TCall call, Party side, CancellationToken cancellationToken);
}
