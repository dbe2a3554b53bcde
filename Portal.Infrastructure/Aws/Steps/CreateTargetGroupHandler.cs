using System.Globalization;
using Amazon.ElasticLoadBalancingV2;
using Amazon.ElasticLoadBalancingV2.Model;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Aws.Steps;

internal sealed class CreateTargetGroupHandler : LoadBalancingStepHandler<CreateTargetGroupCall>
{
    protected override async Task<StepReply> SendAsync(
        IAmazonElasticLoadBalancingV2 elb, StepRequest request, CreateTargetGroupCall call, CancellationToken cancellationToken)
    {
        var creation = new CreateTargetGroupRequest
        {
            Name = request.DerivedName(),
            VpcId = call.VpcId,
            Protocol = call.Protocol,
            Port = call.Port,
            TargetType = call.TargetType,
            Tags = request.LoadBalancingTags(),
        };
        if (call.HealthCheck is { } check)
        {
            creation.HealthCheckProtocol = check.Protocol;
            creation.HealthCheckPort = check.Port?.ToString(CultureInfo.InvariantCulture);
            creation.HealthCheckPath = check.Path;
            creation.HealthCheckIntervalSeconds = check.IntervalSeconds;
            creation.HealthCheckTimeoutSeconds = check.SentTimeoutSeconds;
            creation.HealthyThresholdCount = check.HealthyThreshold;
            creation.UnhealthyThresholdCount = check.UnhealthyThreshold;
            creation.Matcher = check.SuccessCodes is { } codes ? new() { HttpCode = codes } : null;
        }

        var reply = await elb.CreateTargetGroupAsync(creation, cancellationToken).ConfigureAwait(false);
        return StepReplies.Made(reply, reply.TargetGroups is [var made, ..] ? made.TargetGroupArn : null);
    }
}
