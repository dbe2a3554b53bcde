using System.Net.Http.Json;
using Amazon.EC2;
using Amazon.EC2.Model;

namespace Portal.Sandbox.Tests.EndpointServices;

public sealed class PrivateDnsTests
{
    private const string Name = "api.payments.example.com";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_name_is_verified_when_exactly_its_record_is_published()
    {
        await using var scene = await Scene.StartAsync(new() { PrivateDnsVerification = TimeSpan.FromSeconds(2) });
        var service = await scene.PublishAsync(privateDnsName: Name);
        var wanted = service.PrivateDnsNameConfiguration;
        Assert.Equal((DnsNameState.PendingVerification, "TXT"), (wanted.State, wanted.Type));

        await PublishAsync(scene, $"{wanted.Name}.{Name}", wanted.Value.ToLowerInvariant());
        Assert.Equal(DnsNameState.Failed, await VerifyAsync(scene, service));
        await PublishAsync(scene, $"{wanted.Name}.{Name}.", wanted.Value);
        Assert.Equal(DnsNameState.Verified, await VerifyAsync(scene, service));
    }

    [Fact]
    public async Task A_record_at_the_parent_domain_covers_the_name()
    {
        await using var scene = await Scene.StartAsync();
        var service = await scene.PublishAsync(privateDnsName: Name);
        await PublishAsync(scene, $"{service.PrivateDnsNameConfiguration.Name}.example.com", service.PrivateDnsNameConfiguration.Value);
        Assert.Equal(DnsNameState.Verified, await VerifyAsync(scene, service));
    }

    [Fact]
    public async Task A_verification_in_progress_is_pending_and_a_restart_does_not_lose_its_verdict()
    {
        var delays = new SandboxDelays { PrivateDnsVerification = TimeSpan.FromSeconds(2) };
        await using var scene = await Scene.StartAsync(delays);
        var service = await scene.PublishAsync(privateDnsName: Name);
        await scene.Provider.StartVpcEndpointServicePrivateDnsVerificationAsync(new() { ServiceId = service.ServiceId }, Cancel);
        Assert.Equal(DnsNameState.PendingVerification, await StateAsync(scene, service));
        await scene.RestartAsync(delays);
        Assert.Equal(DnsNameState.PendingVerification, await StateAsync(scene, service));
        scene.Sandbox.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(DnsNameState.Failed, await StateAsync(scene, service));
    }

    [Fact]
    public async Task Private_dns_comes_only_after_acceptance_and_verification()
    {
        await using var scene = await Scene.StartAsync();
        var service = await scene.PublishAsync(privateDnsName: Name);
        var wish = scene.Wish(service, "app-az1");
        wish.PrivateDnsEnabled = true;
        await Refused.AsAsync("InvalidParameter", () => scene.Consumer.CreateVpcEndpointAsync(wish, Cancel));
        var id = (await scene.ConnectAsync(service, "app-az1")).VpcEndpointId;
        await ExpectAsync($"Private DNS can only be enabled after the endpoint connection is accepted by the owner of {service.ServiceName}.");
        await scene.AcceptAsync(service, id);
        await ExpectAsync($"Private DNS can't be enabled because the service {service.ServiceName} has not verified the private DNS name.");

        await PublishAsync(scene, $"{service.PrivateDnsNameConfiguration.Name}.{Name}", service.PrivateDnsNameConfiguration.Value);
        await VerifyAsync(scene, service);
        await EnableAsync();
        var endpoint = await scene.EndpointAsync(id);
        Assert.True(endpoint.PrivateDnsEnabled);
        Assert.Contains(endpoint.DnsEntries, entry => entry.DnsName == Name);

        Task EnableAsync() => scene.Consumer.ModifyVpcEndpointAsync(new() { VpcEndpointId = id, PrivateDnsEnabled = true }, Cancel);

        async Task ExpectAsync(string message) => Assert.Equal(message, (await Refused.AsAsync("InvalidParameter", EnableAsync)).Message);
    }

    [Fact]
    public async Task A_service_without_a_name_cannot_give_private_dns()
    {
        await using var scene = await Scene.StartAsync();
        var service = await scene.PublishAsync(acceptance: false);
        var wish = scene.Wish(service, "app-az1");
        wish.PrivateDnsEnabled = true;
        var refusal = await Refused.AsAsync("InvalidParameter", () => scene.Consumer.CreateVpcEndpointAsync(wish, Cancel));
        Assert.Equal($"Private DNS can't be enabled because the service {service.ServiceName} does not provide a private DNS name.", refusal.Message);
    }

    [Fact]
    public async Task One_name_can_be_private_once_in_a_vpc()
    {
        await using var scene = await Scene.StartAsync();
        var service = await scene.PublishAsync(acceptance: false, privateDnsName: Name);
        await PublishAsync(scene, $"{service.PrivateDnsNameConfiguration.Name}.{Name}", service.PrivateDnsNameConfiguration.Value);
        await VerifyAsync(scene, service);
        var wish = scene.Wish(service, "app-az1");
        wish.PrivateDnsEnabled = true;
        await scene.Consumer.CreateVpcEndpointAsync(wish, Cancel);
        Assert.Contains(
            "already a conflicting DNS domain",
            (await Refused.AsAsync("InvalidParameter", () => scene.Consumer.CreateVpcEndpointAsync(wish, Cancel))).Message, StringComparison.Ordinal);
    }

    private static async Task PublishAsync(Scene scene, string name, string value) =>
        (await scene.Sandbox.Control.PutAsJsonAsync("dns/txt", new { name, values = new[] { value } }, Cancel)).EnsureSuccessStatusCode();

    private static async Task<DnsNameState> VerifyAsync(Scene scene, ServiceConfiguration service)
    {
        await scene.Provider.StartVpcEndpointServicePrivateDnsVerificationAsync(new() { ServiceId = service.ServiceId }, Cancel);
        scene.Sandbox.Clock.Advance(TimeSpan.FromSeconds(2));
        return await StateAsync(scene, service);
    }

    private static async Task<DnsNameState> StateAsync(Scene scene, ServiceConfiguration service) =>
        (await scene.Provider.DescribeVpcEndpointServiceConfigurationsAsync(
            new() { ServiceIds = [service.ServiceId] }, Cancel)).ServiceConfigurations.Single().PrivateDnsNameConfiguration.State;
}
