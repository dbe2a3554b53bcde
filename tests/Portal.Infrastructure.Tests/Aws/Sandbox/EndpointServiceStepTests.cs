using Amazon.EC2.Model;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Networking;
using Portal.Domain.Provisioning;
using Portal.Sandbox;

namespace Portal.Infrastructure.Tests.Aws.Sandbox;

public sealed class EndpointServiceStepTests
{
    [Fact]
    public async Task A_service_requires_acceptance_and_is_the_same_one_again_when_its_token_is_sent_again()
    {
        await using var world = await SandboxWorld.StartAsync();
        var balancer = await world.LoadBalancerAsync();
        var request = world.Of(new CreateServiceCall(balancer, null), Guid.CreateVersion7());

        var first = await world.SendAsync(request);
        var again = await world.SendAsync(request);

        Assert.Equal(first.ResultId, again.ResultId);
        Assert.NotEqual(first.AwsRequestId, again.AwsRequestId);
        var service = Assert.Single(
            await world.Services.FindByServiceAsync(world.ProviderScope, world.Installation, world.ServiceId, SandboxWorld.Cancellation));
        Assert.Equal((first.ResultId, ServiceConfigurationState.Available, true), (service.ServiceId, service.State, service.AcceptanceRequired));
        Assert.Equal($"com.amazonaws.vpce.us-east-1.{service.ServiceId}", service.ServiceName);
        Assert.Equal([balancer], service.LoadBalancerArns);
        Assert.Equal(["use1-az1", "use1-az2"], service.ZoneIds.Order());
        Assert.Equal((null, PrivateDnsNameState.None, null), (service.PrivateDnsName, service.PrivateDnsNameState, service.PrivateDnsProof));
    }

    [Fact]
    public async Task A_token_with_other_parameters_is_a_fault_of_the_portals_that_says_nothing_about_the_first_sending()
    {
        await using var world = await SandboxWorld.StartAsync();
        var request = world.Of(new CreateServiceCall(await world.LoadBalancerAsync(), null), Guid.CreateVersion7());
        await world.SendAsync(request);

        var refused = await Assert.ThrowsAsync<Infrastructure.Aws.AwsCallException>(() =>
            world.SendAsync(request with { Call = ((CreateServiceCall)request.Call) with { PrivateDnsName = "api.payments.example.com" } }));

        Assert.Equal(("IdempotentParameterMismatch", RetryClass.Terminal, false), (refused.Failure.Code, refused.Failure.Class, refused.Failure.OutcomeKnown));
    }

    [Fact]
    public async Task Services_of_others_and_services_that_are_gone_are_not_found()
    {
        await using var world = await SandboxWorld.StartAsync();
        var service = await world.PublishAsync();

        Assert.Empty(await world.Services.FindByServiceAsync(world.ProviderScope, world.Installation, Guid.CreateVersion7(), SandboxWorld.Cancellation));
        Assert.Empty(await world.Services.FindByServiceAsync(world.ProviderScope, Guid.CreateVersion7(), world.ServiceId, SandboxWorld.Cancellation));
        Assert.Empty(await world.Services.FindByIdAsync(world.ConsumerScope, service.ServiceId, SandboxWorld.Cancellation));
        Assert.Empty(await world.Services.FindByIdAsync(world.ProviderScope, "vpce-svc-0123456789abcdef0", SandboxWorld.Cancellation));
    }

    [Fact]
    public async Task Allowing_and_disallowing_a_principal_can_be_repeated()
    {
        await using var world = await SandboxWorld.StartAsync();
        var service = await world.PublishAsync();

        await world.SendAsync(new AllowPrincipalCall(service.ServiceId, world.ConsumerArn));
        Assert.Equal([world.ConsumerArn], await world.Services.PrincipalsAsync(world.ProviderScope, service.ServiceId, SandboxWorld.Cancellation));
        await world.SendAsync(new DisallowPrincipalCall(service.ServiceId, world.ConsumerArn));
        await world.SendAsync(new DisallowPrincipalCall(service.ServiceId, world.ConsumerArn));

        Assert.Empty(await world.Services.PrincipalsAsync(world.ProviderScope, service.ServiceId, SandboxWorld.Cancellation));
    }

    [Fact]
    public async Task Acceptance_that_somebody_switched_off_is_required_again()
    {
        await using var world = await SandboxWorld.StartAsync();
        var service = await world.PublishAsync();
        using var person = world.ProviderByHand();
        await person.ModifyVpcEndpointServiceConfigurationAsync(
            new ModifyVpcEndpointServiceConfigurationRequest { ServiceId = service.ServiceId, AcceptanceRequired = false }, SandboxWorld.Cancellation);
        Assert.False(Assert.Single(await world.Services.FindByIdAsync(world.ProviderScope, service.ServiceId, SandboxWorld.Cancellation)).AcceptanceRequired);

        await world.SendAsync(new RequireAcceptanceCall(service.ServiceId));
        await world.SendAsync(new RequireAcceptanceCall(service.ServiceId));

        Assert.True(Assert.Single(await world.Services.FindByIdAsync(world.ProviderScope, service.ServiceId, SandboxWorld.Cancellation)).AcceptanceRequired);
    }

    [Fact]
    public async Task A_private_DNS_name_shows_the_record_that_proves_it_and_when_it_is_proved()
    {
        await using var world = await SandboxWorld.StartAsync();
        var service = await world.PublishAsync("api.payments.example.com");

        Assert.Equal(("api.payments.example.com", PrivateDnsNameState.PendingVerification), (service.PrivateDnsName, service.PrivateDnsNameState));
        await VerifyAsync(world, service);

        Assert.Equal(
            PrivateDnsNameState.Verified,
            Assert.Single(await world.Services.FindByIdAsync(world.ProviderScope, service.ServiceId, SandboxWorld.Cancellation)).PrivateDnsNameState);
    }

    [Fact]
    public async Task The_provider_sees_an_endpoint_without_its_VPC_and_accepts_rejects_and_accepts_it_again()
    {
        await using var world = await SandboxWorld.StartAsync();
        var service = await world.PublishAsync();
        var id = await world.EndpointAsync(service.ServiceName);

        Assert.Equal(VpcEndpointState.PendingAcceptance, (await ConnectionAsync(world, service)).State);
        await world.SendAsync(new AcceptConnectionCall(service.ServiceId, id));
        await world.SendAsync(new AcceptConnectionCall(service.ServiceId, id));
        var accepted = await ConnectionAsync(world, service);
        await world.SendAsync(new RejectConnectionCall(service.ServiceId, id));
        await world.SendAsync(new RejectConnectionCall(service.ServiceId, id));
        var rejected = await ConnectionAsync(world, service);
        await world.SendAsync(new AcceptConnectionCall(service.ServiceId, id));

        Assert.Equal((id, world.Consumer.AccountId, VpcEndpointState.Available), (accepted.VpcEndpointId, accepted.OwnerAccountId, accepted.State));
        Assert.NotNull(accepted.CreatedAt);
        Assert.Equal(VpcEndpointState.Rejected, rejected.State);
        Assert.Equal(VpcEndpointState.Available, (await ConnectionAsync(world, service)).State);
    }

    [Fact]
    public async Task A_refusal_inside_a_reply_of_200_is_a_refusal()
    {
        await using var world = await SandboxWorld.StartAsync();
        var service = await world.PublishAsync();

        var accept = await world.RefusedAsync(new AcceptConnectionCall(service.ServiceId, "vpce-0123456789abcdef0"));
        var reject = await world.RefusedAsync(new RejectConnectionCall(service.ServiceId, "vpce-0123456789abcdef0"));

        Assert.Equal(("InvalidVpcEndpointId.NotFound", RetryClass.NotYetVisible, true), (accept.Code, accept.Class, accept.OutcomeKnown));
        Assert.Equal(("InvalidVpcEndpointId.NotFound", RetryClass.NotYetVisible, true), (reject.Code, reject.Class, reject.OutcomeKnown));
    }

    [Fact]
    public async Task A_service_with_endpoints_waits_for_them_and_then_goes_twice()
    {
        await using var world = await SandboxWorld.StartAsync();
        var service = await world.PublishAsync();
        var id = await world.EndpointAsync(service.ServiceName);

        var refused = await world.RefusedAsync(new DeleteServiceCall(service.ServiceId));
        await world.SendAsync(new RejectConnectionCall(service.ServiceId, id));
        await world.SendAsync(new DeleteServiceCall(service.ServiceId));
        await world.SendAsync(new DeleteServiceCall(service.ServiceId));

        Assert.Equal(("ExistingVpcEndpointConnections", RetryClass.Dependency), (refused.Code, refused.Class));
        Assert.Empty(await world.Services.FindByIdAsync(world.ProviderScope, service.ServiceId, SandboxWorld.Cancellation));
    }

    [Fact]
    public async Task While_AWS_makes_or_deletes_a_service_it_says_so()
    {
        await using var world = await SandboxWorld.StartAsync(
            new SandboxDelays { ServicePending = TimeSpan.FromHours(1), ServiceDeleting = TimeSpan.FromHours(1), DeletedListed = TimeSpan.FromHours(1) });
        var service = await world.PublishAsync();
        Assert.Equal(ServiceConfigurationState.Pending, service.State);

        await world.SendAsync(new DeleteServiceCall(service.ServiceId));

        Assert.Equal(
            ServiceConfigurationState.Deleting,
            Assert.Single(await world.Services.FindByIdAsync(world.ProviderScope, service.ServiceId, SandboxWorld.Cancellation)).State);
    }

    internal static async Task VerifyAsync(SandboxWorld world, ObservedServiceConfiguration service)
    {
        await world.PublishTxtAsync($"{service.PrivateDnsProof!.Name}.{service.PrivateDnsName}", service.PrivateDnsProof.Value);
        using var person = world.ProviderByHand();
        await person.StartVpcEndpointServicePrivateDnsVerificationAsync(
            new StartVpcEndpointServicePrivateDnsVerificationRequest { ServiceId = service.ServiceId }, SandboxWorld.Cancellation);
    }

    private static async Task<ObservedServiceConnection> ConnectionAsync(SandboxWorld world, ObservedServiceConfiguration service) =>
        Assert.Single(await world.Services.ConnectionsAsync(world.ProviderScope, service.ServiceId, SandboxWorld.Cancellation));
}
