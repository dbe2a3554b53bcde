using Amazon.ElasticLoadBalancingV2;
using Amazon.ElasticLoadBalancingV2.Model;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Aws.Steps;

internal sealed class ModifyHealthCheckHandler : LoadBalancingStepHandler<ModifyHealthCheckCall>
{
    protected override async Task<StepReply> SendAsync(
        IAmazonElasticLoadBalancingV2 elb, StepRequest request, ModifyHealthCheckCall call, CancellationToken cancellationToken) =>
        StepReplies.Done(await elb.ModifyTargetGroupAsync(
            new ModifyTargetGroupRequest
            {
                TargetGroupArn = call.TargetGroupArn,
                HealthCheckProtocol = call.HealthCheck.Protocol,
                HealthCheckPort = call.HealthCheck.Port,
                HealthCheckPath = call.HealthCheck.Path,
                HealthCheckIntervalSeconds = call.HealthCheck.IntervalSeconds,
                HealthCheckTimeoutSeconds = call.HealthCheck.TimeoutSeconds,
                HealthyThresholdCount = call.HealthCheck.HealthyThreshold,
                UnhealthyThresholdCount = call.HealthCheck.UnhealthyThreshold,
                Matcher = call.HealthCheck.SuccessCodes is { } codes ? new() { HttpCode = codes } : null,
            },
            cancellationToken).ConfigureAwait(false));
}
