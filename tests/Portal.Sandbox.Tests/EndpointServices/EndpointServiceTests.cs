using Amazon.EC2;
using Amazon.EC2.Model;
using Portal.Sandbox.Resources;

namespace Portal.Sandbox.Tests.EndpointServices;

public sealed class EndpointServiceTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_service_has_the_zones_of_its_load_balancers_by_id_and_by_its_owners_names()
    {
        await using var scene = await Scene.StartAsync();
        var service = await scene.PublishAsync(where: subnet => subnet.ZoneId != "use1-az2");
        Assert.Equal(ServiceState.Available, service.ServiceState);
        Assert.Equal(["use1-az1", "use1-az4"], service.AvailabilityZoneIds);
        var zones = scene.Sandbox.Account("payments-prod").Zones;
        Assert.Equal(zones.Where(zone => zone.Value is "use1-az1" or "use1-az4").Select(zone => zone.Key).Order(), service.AvailabilityZones);
        Assert.Equal($"com.amazonaws.vpce.us-east-1.{service.ServiceId}", service.ServiceName);
        Assert.Equal([$"{service.ServiceId}.us-east-1.vpce.amazonaws.com"], service.BaseEndpointDnsNames);
    }

    [Fact]
    public async Task A_consumer_sees_the_zones_under_its_own_names()
    {
        await using var scene = await Scene.StartAsync();
        var service = await scene.PublishAsync();
        var seen = Assert.Single(
            (await scene.Consumer.DescribeVpcEndpointServicesAsync(new() { ServiceNames = [service.ServiceName] }, Cancel)).ServiceDetails);
        var zones = scene.Sandbox.Account("storefront-prod").Zones;
        Assert.Equal(zones.Where(zone => zone.Value != "use1-az6").Select(zone => zone.Key).Order(), seen.AvailabilityZones);
        Assert.Equal("210000000001", seen.Owner);
        Assert.True(seen.AcceptanceRequired);
    }

    [Fact]
    public async Task Only_its_owner_and_allowed_principals_see_a_service()
    {
        await using var scene = await Scene.StartAsync();
        var service = await scene.PublishAsync(allow: false);
        var ask = new DescribeVpcEndpointServicesRequest { ServiceNames = [service.ServiceName] };
        Assert.Single((await scene.Provider.DescribeVpcEndpointServicesAsync(ask, Cancel)).ServiceDetails);
        await Refused.AsAsync("InvalidServiceName", () => scene.Consumer.DescribeVpcEndpointServicesAsync(ask, Cancel));
        Assert.Empty((await scene.Consumer.DescribeVpcEndpointServicesAsync(new(), Cancel)).ServiceDetails ?? []);

        await scene.Provider.ModifyVpcEndpointServicePermissionsAsync(
            new() { ServiceId = service.ServiceId, AddAllowedPrincipals = [scene.ConsumerRoot] }, Cancel);
        Assert.Equal([service.ServiceName], (await scene.Consumer.DescribeVpcEndpointServicesAsync(new(), Cancel)).ServiceNames);
        await Refused.AsAsync("InvalidServiceName", () => scene.Sandbox.Ec2("analytics-prod").DescribeVpcEndpointServicesAsync(ask, Cancel));
    }

    [Fact]
    public async Task A_role_or_a_user_can_be_allowed_alone()
    {
        await using var scene = await Scene.StartAsync();
        var service = await scene.PublishAsync(allow: false);
        var account = scene.Sandbox.Account("storefront-prod");
        await scene.Provider.ModifyVpcEndpointServicePermissionsAsync(
            new() { ServiceId = service.ServiceId, AddAllowedPrincipals = [account.RoleArn] }, Cancel);
        await Refused.AsAsync("InvalidServiceName", () => scene.ConnectAsync(service, "app-az1"));

        var keys = (await scene.Sandbox.Sts("privatelink-portal").AssumeRoleAsync(
            new() { RoleArn = account.RoleArn, ExternalId = account.ExternalId, RoleSessionName = "portal" }, Cancel)).Credentials;
        await scene.Sandbox.Ec2(keys).CreateVpcEndpointAsync(scene.Wish(service, "app-az1"), Cancel);
        await scene.Provider.ModifyVpcEndpointServicePermissionsAsync(
            new() { ServiceId = service.ServiceId, AddAllowedPrincipals = [$"arn:aws:iam::{account.AccountId}:user/{account.UserName}"] }, Cancel);
        await scene.ConnectAsync(service, "app-az2");
    }

    [Fact]
    public async Task Principals_are_a_set()
    {
        await using var scene = await Scene.StartAsync();
        var service = await scene.PublishAsync();
        var again = await scene.Provider.ModifyVpcEndpointServicePermissionsAsync(
            new()
            {
                ServiceId = service.ServiceId,
                AddAllowedPrincipals = [scene.ConsumerRoot, "*"],
                RemoveAllowedPrincipals = ["arn:aws:iam::999999999999:root"],
            }, Cancel);
        Assert.Equal("*", Assert.Single(again.AddedPrincipals).Principal);
        var allowed = (await scene.Provider.DescribeVpcEndpointServicePermissionsAsync(new() { ServiceId = service.ServiceId }, Cancel)).AllowedPrincipals;
        Assert.Equal(
            [(PrincipalType.All, "*"), (PrincipalType.Account, scene.ConsumerRoot)],
            allowed.Select(row => (row.PrincipalType, row.Principal)).OrderBy(row => row.Principal, StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("somebody")]
    [InlineData("310000000001")]
    [InlineData("arn:aws:iam::310000000001:role/path/Role")]
    [InlineData("arn:aws:iam::31:root")]
    [InlineData("arn:aws:iam::310000000001:group/admins")]
    [InlineData("arn:aws:sts::310000000001:assumed-role/PrivateLinkPortal/tests")]
    [InlineData("arn:aws:iam::999999999999:root")]
    [InlineData("arn:aws:iam::310000000001:user/nobody")]
    [InlineData("arn:aws:iam::310000000001:role/Nobody")]
    public async Task What_is_no_principal_is_refused_and_nothing_is_changed(string principal)
    {
        await using var scene = await Scene.StartAsync();
        var service = await scene.PublishAsync();
        var refusal = await Refused.AsAsync("InvalidPrincipal", () => scene.Provider.ModifyVpcEndpointServicePermissionsAsync(
            new() { ServiceId = service.ServiceId, AddAllowedPrincipals = ["*", principal], RemoveAllowedPrincipals = [scene.ConsumerRoot] }, Cancel));
        Assert.Equal($"Invalid Principal: '{principal}'", refusal.Message);
        Assert.Equal(scene.ConsumerRoot, Assert.Single(
            (await scene.Provider.DescribeVpcEndpointServicePermissionsAsync(new() { ServiceId = service.ServiceId }, Cancel)).AllowedPrincipals).Principal);
    }

    [Fact]
    public async Task A_service_needs_an_active_internal_load_balancer_of_its_own()
    {
        await using var scene = await Scene.StartAsync();
        var (sandbox, vpc) = (scene.Sandbox, scene.ProviderVpc);
        await ExpectAsync("InvalidParameter", sandbox.PutLoadBalancer("payments-prod", vpc, state: LoadBalancer.Provisioning));
        await ExpectAsync("InvalidParameter", sandbox.PutLoadBalancer("payments-prod", vpc, scheme: "internet-facing"));
        await ExpectAsync("InvalidParameter", (await scene.PublishAsync()).NetworkLoadBalancerArns[0]);
        await ExpectAsync("InvalidNetworkLoadBalancerArn.NotFound", sandbox.PutLoadBalancer("quarry-saas", sandbox.Account("quarry-saas").Vpc("quarry-data")));
        await ExpectAsync(
            "InvalidNetworkLoadBalancerArn.Malformed", "arn:aws:elasticloadbalancing:us-east-1:210000000001:loadbalancer/app/web/0123456789abcdef");
        await ExpectAsync("InvalidParameter");
        Assert.Single((await scene.Provider.DescribeVpcEndpointServiceConfigurationsAsync(new(), Cancel)).ServiceConfigurations);

        Task ExpectAsync(string code, params List<string> arns) =>
            Refused.AsAsync(code, () => scene.Provider.CreateVpcEndpointServiceConfigurationAsync(new() { NetworkLoadBalancerArns = arns }, Cancel));
    }

    [Fact]
    public async Task The_same_token_gives_the_same_service_and_other_parameters_are_refused()
    {
        await using var scene = await Scene.StartAsync();
        var wish = new CreateVpcEndpointServiceConfigurationRequest
        {
            NetworkLoadBalancerArns = [scene.Sandbox.PutLoadBalancer("payments-prod", scene.ProviderVpc)],
            ClientToken = "operation-1",
        };
        var first = await scene.Provider.CreateVpcEndpointServiceConfigurationAsync(wish, Cancel);
        var second = await scene.Provider.CreateVpcEndpointServiceConfigurationAsync(wish, Cancel);
        Assert.Equal(first.ServiceConfiguration.ServiceId, second.ServiceConfiguration.ServiceId);
        wish.AcceptanceRequired = false;
        await Refused.AsAsync("IdempotentParameterMismatch", () => scene.Provider.CreateVpcEndpointServiceConfigurationAsync(wish, Cancel));
    }

    [Fact]
    public async Task A_service_with_connections_cannot_be_deleted_until_they_are_rejected()
    {
        await using var scene = await Scene.StartAsync(new() { ServiceDeleting = TimeSpan.FromSeconds(1), DeletedListed = TimeSpan.FromSeconds(1) });
        var service = await scene.PublishAsync();
        var id = (await scene.ConnectAsync(service, "app-az1")).VpcEndpointId;
        var request = new DeleteVpcEndpointServiceConfigurationsRequest { ServiceIds = [service.ServiceId] };
        Assert.Equal(
            "ExistingVpcEndpointConnections",
            Assert.Single((await scene.Provider.DeleteVpcEndpointServiceConfigurationsAsync(request, Cancel)).Unsuccessful).Error.Code);

        await scene.RejectAsync(service, id);
        Assert.Empty((await scene.Provider.DeleteVpcEndpointServiceConfigurationsAsync(request, Cancel)).Unsuccessful ?? []);
        Assert.Equal(ServiceState.Deleting, await StateAsync());
        scene.Sandbox.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(ServiceState.Deleted, await StateAsync());
        scene.Sandbox.Clock.Advance(TimeSpan.FromSeconds(1));
        await Refused.AsAsync("InvalidVpcEndpointServiceId.NotFound", StateAsync);
        Assert.Equal(
            "InvalidVpcEndpointService.NotFound",
            Assert.Single((await scene.Provider.DeleteVpcEndpointServiceConfigurationsAsync(request, Cancel)).Unsuccessful).Error.Code);
        Assert.Equal(State.Rejected, (await scene.EndpointAsync(id)).State);

        async Task<ServiceState> StateAsync() =>
            (await scene.Provider.DescribeVpcEndpointServiceConfigurationsAsync(
                new() { ServiceIds = [service.ServiceId] }, Cancel)).ServiceConfigurations.Single().ServiceState;
    }

    [Fact]
    public async Task A_service_can_be_changed_but_not_left_without_a_load_balancer()
    {
        await using var scene = await Scene.StartAsync();
        var service = await scene.PublishAsync(where: subnet => subnet.ZoneId == "use1-az1");
        var second = scene.Sandbox.PutLoadBalancer("payments-prod", scene.ProviderVpc, subnet => subnet.ZoneId == "use1-az2");
        await scene.Provider.ModifyVpcEndpointServiceConfigurationAsync(
            new() { ServiceId = service.ServiceId, AddNetworkLoadBalancerArns = [second], AcceptanceRequired = false }, Cancel);
        var changed = (await scene.Provider.DescribeVpcEndpointServiceConfigurationsAsync(new(), Cancel)).ServiceConfigurations.Single();
        Assert.Equal(["use1-az1", "use1-az2"], changed.AvailabilityZoneIds);
        Assert.False(changed.AcceptanceRequired);
        await Refused.AsAsync("InvalidParameter", () => scene.Provider.ModifyVpcEndpointServiceConfigurationAsync(
            new() { ServiceId = service.ServiceId, RemoveNetworkLoadBalancerArns = changed.NetworkLoadBalancerArns }, Cancel));
    }
}
