using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Aws;

/// <summary>AWS's answer to a mutating call.</summary>
/// <param name="ResultId">The id or ARN of what the call made; none where it makes nothing.</param>
public sealed record StepReply(string? ResultId, string? AwsRequestId);

/// <summary>Sends the stored request of one step to AWS, once.</summary>
public sealed class StepGateway(AwsClients clients)
{
    /// <summary>Sends the call exactly once. A cancellation by the caller leaves its outcome as unknown as a time-out does.</summary>
    /// <exception cref="AwsCallException">AWS refused the call or did not answer it.</exception>
    public Task<StepReply> SendAsync(AwsScope scope, StepRequest request, SendPermit permit, CancellationToken cancellationToken)
    {
        var side = SideOf(request.Call);
        return clients.WriteAsync(scope, side, permit, (writers, token) => SendAsync(writers, request, side, token), cancellationToken);
    }

    private static Task<StepReply> SendAsync(AwsWriters aws, StepRequest request, Party side, CancellationToken cancellationToken) => request.Call switch
    {
        CreateTargetGroupCall call => LoadBalancerSteps.CreateTargetGroupAsync(aws.LoadBalancing, request, call, cancellationToken),
        DeleteTargetGroupCall call => LoadBalancerSteps.DeleteTargetGroupAsync(aws.LoadBalancing, call, cancellationToken),
        RegisterTargetsCall call => LoadBalancerSteps.RegisterTargetsAsync(aws.LoadBalancing, call, cancellationToken),
        DeregisterTargetsCall call => LoadBalancerSteps.DeregisterTargetsAsync(aws.LoadBalancing, call, cancellationToken),
        CreateLoadBalancerCall call => LoadBalancerSteps.CreateLoadBalancerAsync(aws.LoadBalancing, request, call, cancellationToken),
        DeleteLoadBalancerCall call => LoadBalancerSteps.DeleteLoadBalancerAsync(aws.LoadBalancing, call, cancellationToken),
        CreateListenerCall call => LoadBalancerSteps.CreateListenerAsync(aws.LoadBalancing, request, call, cancellationToken),
        DeleteListenerCall call => LoadBalancerSteps.DeleteListenerAsync(aws.LoadBalancing, call, cancellationToken),
        CreateServiceCall call => EndpointServiceSteps.CreateAsync(aws.Ec2, request, call, cancellationToken),
        DeleteServiceCall call => EndpointServiceSteps.DeleteAsync(aws.Ec2, call, side, cancellationToken),
        RequireAcceptanceCall call => EndpointServiceSteps.RequireAcceptanceAsync(aws.Ec2, call, cancellationToken),
        AllowPrincipalCall call => EndpointServiceSteps.AllowPrincipalAsync(aws.Ec2, call, cancellationToken),
        DisallowPrincipalCall call => EndpointServiceSteps.DisallowPrincipalAsync(aws.Ec2, call, cancellationToken),
        AcceptConnectionCall call => EndpointServiceSteps.AcceptAsync(aws.Ec2, call, side, cancellationToken),
        RejectConnectionCall call => EndpointServiceSteps.RejectAsync(aws.Ec2, call, side, cancellationToken),
        CreateEndpointCall call => EndpointSteps.CreateAsync(aws.Ec2, request, call, cancellationToken),
        ModifyEndpointCall call => EndpointSteps.ModifyAsync(aws.Ec2, call, cancellationToken),
        DeleteEndpointCall call => EndpointSteps.DeleteAsync(aws.Ec2, call, side, cancellationToken),
        SetPrivateDnsCall call => EndpointSteps.SetPrivateDnsAsync(aws.Ec2, call, cancellationToken),
        _ => throw new ArgumentException($"There is no AWS call for {request.Call.GetType().Name}.", nameof(request)),
    };

    /// <summary>Whose account the call goes to.</summary>
    private static Party SideOf(StepCall call) =>
        call is CreateEndpointCall or ModifyEndpointCall or DeleteEndpointCall or SetPrivateDnsCall ? Party.Consumer : Party.Provider;
}
