using System.Text.RegularExpressions;
using Amazon.EC2.Model;

namespace Portal.Sandbox.Tests.EndpointServices;

/// <summary>What a principal sees of a service in the first seconds after it was allowed.</summary>
public sealed partial class FreshPrincipalTests
{
    private static readonly SandboxDelays Slow = new() { PrincipalVisible = TimeSpan.FromSeconds(5) };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task To_a_fresh_principal_there_is_no_such_service_for_some_seconds_also_over_a_restart()
    {
        await using var scene = await Scene.StartAsync(Slow);
        var service = await scene.PublishAsync();
        Assert.Equal(scene.ConsumerRoot, await AllowedAsync(scene, service));
        await ExpectHiddenAsync(scene, service);

        scene.Sandbox.Clock.Advance(TimeSpan.FromSeconds(4));
        await scene.RestartAsync(Slow);
        await ExpectHiddenAsync(scene, service);
        scene.Sandbox.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([service.ServiceName], (await scene.Consumer.DescribeVpcEndpointServicesAsync(new(), Cancel)).ServiceNames);
        await scene.ConnectAsync(service, "app-az1");
    }

    [Fact]
    public async Task The_owner_sees_its_service_at_once_and_an_older_principal_that_covers_the_caller_is_enough()
    {
        await using var scene = await Scene.StartAsync(Slow);
        var service = await scene.PublishAsync(allow: false);
        Assert.Single((await scene.Provider.DescribeVpcEndpointServicesAsync(new() { ServiceNames = [service.ServiceName] }, Cancel)).ServiceDetails);
        await AllowAsync(scene, service, "*");
        scene.Sandbox.Clock.Advance(TimeSpan.FromSeconds(5));
        await AllowAsync(scene, service, scene.ConsumerRoot);
        await scene.ConnectAsync(service, "app-az1");
    }

    [Fact]
    public async Task A_principal_that_is_removed_and_allowed_again_waits_anew_and_one_that_is_allowed_twice_does_not()
    {
        await using var scene = await Scene.StartAsync(Slow);
        var service = await scene.PublishAsync();
        scene.Sandbox.Clock.Advance(TimeSpan.FromSeconds(5));
        await AllowAsync(scene, service, scene.ConsumerRoot);
        await scene.ConnectAsync(service, "app-az1");

        await scene.Provider.ModifyVpcEndpointServicePermissionsAsync(
            new() { ServiceId = service.ServiceId, RemoveAllowedPrincipals = [scene.ConsumerRoot] }, Cancel);
        await AllowAsync(scene, service, scene.ConsumerRoot);
        await ExpectHiddenAsync(scene, service);
        scene.Sandbox.Clock.Advance(TimeSpan.FromSeconds(5));
        await scene.ConnectAsync(service, "app-az2");
    }

    [Fact]
    public async Task A_world_from_before_the_delay_is_loaded_and_its_principals_are_seen()
    {
        await using var scene = await Scene.StartAsync(Slow);
        var service = await scene.PublishAsync();
        await scene.RestartAsync(Slow, directory =>
        {
            var journal = Path.Combine(directory, "journal.jsonl");
            var before = File.ReadAllText(journal);
            var after = VisibleAt().Replace(before, "");
            Assert.NotEqual(before, after);
            File.WriteAllText(journal, after);
        });
        await scene.ConnectAsync(service, "app-az1");
    }

    private static async Task ExpectHiddenAsync(Scene scene, ServiceConfiguration service)
    {
        var refusal = await Refused.AsAsync("InvalidServiceName", () => scene.ConnectAsync(service, "app-az1"));
        Assert.Equal($"The Vpc Endpoint Service '{service.ServiceName}' does not exist", refusal.Message);
        await Refused.AsAsync(
            "InvalidServiceName", () => scene.Consumer.DescribeVpcEndpointServicesAsync(new() { ServiceNames = [service.ServiceName] }, Cancel));
        Assert.Empty((await scene.Consumer.DescribeVpcEndpointServicesAsync(new(), Cancel)).ServiceDetails ?? []);
    }

    private static async Task AllowAsync(Scene scene, ServiceConfiguration service, string principal) =>
        await scene.Provider.ModifyVpcEndpointServicePermissionsAsync(new() { ServiceId = service.ServiceId, AddAllowedPrincipals = [principal] }, Cancel);

    private static async Task<string> AllowedAsync(Scene scene, ServiceConfiguration service) => Assert.Single(
        (await scene.Provider.DescribeVpcEndpointServicePermissionsAsync(new() { ServiceId = service.ServiceId }, Cancel)).AllowedPrincipals).Principal;

    [GeneratedRegex("""(,"visibleAt":"[^"]*")|("visibleAt":"[^"]*",)""")]
    private static partial Regex VisibleAt();
}
