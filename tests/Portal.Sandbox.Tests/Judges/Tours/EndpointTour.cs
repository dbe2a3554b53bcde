using Amazon.EC2;
using Amazon.EC2.Model;
using Portal.Sandbox.Seeding;

namespace Portal.Sandbox.Tests.Judges.Tours;

/// <summary>Endpoint services, endpoints and the connections between them.</summary>
internal sealed class EndpointTour(TestSandbox sandbox)
{
    private const string Name = "tour.example.com";
    private const string Nobody = "0aaaaaaaaaaaaaaaa";
    private readonly AmazonEC2Client _provider = sandbox.Ec2("payments-prod");
    private readonly AmazonEC2Client _consumer = sandbox.Ec2("storefront-prod");
    private readonly SeedVpc _home = sandbox.Account("storefront-prod").Vpc("storefront");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async Task TakeAsync()
    {
        var balancer = sandbox.PutLoadBalancer("payments-prod", sandbox.Account("payments-prod").Vpc("payments-core"));
        var service = await ServiceAsync(balancer);
        await AllowAsync(service);
        var endpoint = await EndpointAsync(service);
        await VerdictsAsync(service, endpoint);
        await ModifyAsync(endpoint);
        await EndAsync(service, endpoint, balancer);
    }

    private async Task<ServiceConfiguration> ServiceAsync(string balancer)
    {
        var wish = new CreateVpcEndpointServiceConfigurationRequest
        {
            NetworkLoadBalancerArns = [balancer],
            AcceptanceRequired = true,
            PrivateDnsName = Name,
            ClientToken = "tour",
            SupportedRegions = ["us-east-1"],
        };
        var service = (await _provider.CreateVpcEndpointServiceConfigurationAsync(wish, Cancel)).ServiceConfiguration;
        wish.AcceptanceRequired = false;
        await Refused.AsAsync("IdempotentParameterMismatch", () => _provider.CreateVpcEndpointServiceConfigurationAsync(wish, Cancel));
        wish.ClientToken = null;
        await Refused.AsAsync("InvalidParameter", () => _provider.CreateVpcEndpointServiceConfigurationAsync(wish, Cancel));
        wish.NetworkLoadBalancerArns = [balancer[..^4] + "ffff"];
        await Refused.AsAsync("InvalidNetworkLoadBalancerArn.NotFound", () => _provider.CreateVpcEndpointServiceConfigurationAsync(wish, Cancel));
        await SeenAsync(service);
        sandbox.Clock.Advance(Tour.Step);
        await SeenAsync(service);
        await Refused.AsAsync(
            "InvalidVpcEndpointServiceId.NotFound",
            () => _provider.DescribeVpcEndpointServiceConfigurationsAsync(new() { ServiceIds = ["vpce-svc-" + Nobody] }, Cancel));
        await VerifyAsync(service);
        await _provider.ModifyVpcEndpointServiceConfigurationAsync(new() { ServiceId = service.ServiceId, AcceptanceRequired = true }, Cancel);
        await Refused.AsAsync(
            "InvalidVpcEndpointServiceId.NotFound",
            () => _provider.ModifyVpcEndpointServiceConfigurationAsync(new() { ServiceId = "vpce-svc-" + Nobody }, Cancel));
        return service;
    }

    private async Task VerifyAsync(ServiceConfiguration service)
    {
        var wanted = service.PrivateDnsNameConfiguration;
        foreach (var values in new[] { new List<string>(), [wanted.Value] })
        {
            using var published = await sandbox.Control.PutAsync(
                "dns/txt", System.Net.Http.Json.JsonContent.Create(new { name = $"{wanted.Name}.{Name}", values }), Cancel);
            await _provider.StartVpcEndpointServicePrivateDnsVerificationAsync(new() { ServiceId = service.ServiceId }, Cancel);
            await SeenAsync(service);
            sandbox.Clock.Advance(Tour.Step);
            await SeenAsync(service);
        }

        await Refused.AsAsync(
            "InvalidVpcEndpointServiceId.NotFound",
            () => _provider.StartVpcEndpointServicePrivateDnsVerificationAsync(new() { ServiceId = "vpce-svc-" + Nobody }, Cancel));
    }

    private async Task AllowAsync(ServiceConfiguration service)
    {
        await Refused.AsAsync("InvalidServiceName", () => _consumer.DescribeVpcEndpointServicesAsync(new() { ServiceNames = [service.ServiceName] }, Cancel));
        List<string> root = [$"arn:aws:iam::{sandbox.Account("storefront-prod").AccountId}:root"];
        await _provider.ModifyVpcEndpointServicePermissionsAsync(new() { ServiceId = service.ServiceId, AddAllowedPrincipals = root }, Cancel);
        await Refused.AsAsync(
            "InvalidPrincipal",
            () => _provider.ModifyVpcEndpointServicePermissionsAsync(new() { ServiceId = service.ServiceId, AddAllowedPrincipals = ["me"] }, Cancel));
        await _provider.DescribeVpcEndpointServicePermissionsAsync(new() { ServiceId = service.ServiceId }, Cancel);
        await Refused.AsAsync(
            "InvalidVpcEndpointServiceId.NotFound",
            () => _provider.DescribeVpcEndpointServicePermissionsAsync(new() { ServiceId = "vpce-svc-" + Nobody }, Cancel));
        await _consumer.DescribeVpcEndpointServicesAsync(new() { ServiceNames = [service.ServiceName], ServiceRegions = ["us-east-1"] }, Cancel);
    }

    private async Task<string> EndpointAsync(ServiceConfiguration service)
    {
        var wish = Wish(service, "app-az1");
        wish.ClientToken = "tour";
        var endpoint = (await _consumer.CreateVpcEndpointAsync(wish, Cancel)).VpcEndpoint;
        Assert.Equal(State.PendingAcceptance, endpoint.State);
        wish.SubnetIds = [Subnet("app-az2")];
        await Refused.AsAsync("IdempotentParameterMismatch", () => _consumer.CreateVpcEndpointAsync(wish, Cancel));
        await Refused.AsAsync("DuplicateSubnetsInSameZone", () => _consumer.CreateVpcEndpointAsync(Wish(service, "app-az1", "batch-az1"), Cancel));
        var elsewhere = Wish(service, "app-az1");
        elsewhere.ServiceName += "0";
        await Refused.AsAsync("InvalidServiceName", () => _consumer.CreateVpcEndpointAsync(elsewhere, Cancel));
        var early = Wish(service, "app-az1");
        early.PrivateDnsEnabled = true;
        await Refused.AsAsync("InvalidParameter", () => _consumer.CreateVpcEndpointAsync(early, Cancel));
        var refused = Wish(service, "app-az1");
        refused.DryRun = true;
        await Refused.AsAsync("DryRunOperation", () => _consumer.CreateVpcEndpointAsync(refused, Cancel));
        await SeenAsync(endpoint.VpcEndpointId);
        await Refused.AsAsync("InvalidVpcEndpointId.NotFound", () => SeenAsync("vpce-" + Nobody));
        await Refused.AsAsync("InvalidVpcEndpointId.Malformed", () => SeenAsync("vpce-x"));
        return endpoint.VpcEndpointId;
    }

    private async Task VerdictsAsync(ServiceConfiguration service, string endpoint)
    {
        await _provider.RejectVpcEndpointConnectionsAsync(new() { ServiceId = service.ServiceId, VpcEndpointIds = [endpoint] }, Cancel);
        await ConnectionsAsync(endpoint);
        await Refused.AsAsync(
            "InvalidVpcEndpointServiceId.NotFound",
            () => _provider.RejectVpcEndpointConnectionsAsync(new() { ServiceId = "vpce-svc-" + Nobody, VpcEndpointIds = [endpoint] }, Cancel));
        await _provider.AcceptVpcEndpointConnectionsAsync(new() { ServiceId = service.ServiceId, VpcEndpointIds = [endpoint, "vpce-" + Nobody] }, Cancel);
        await Refused.AsAsync("MissingParameter", () => _provider.AcceptVpcEndpointConnectionsAsync(new() { ServiceId = service.ServiceId }, Cancel));
        await ConnectionsAsync(endpoint);
        sandbox.Clock.Advance(Tour.Step);
        await ConnectionsAsync(endpoint);
        await Refused.AsAsync(
            "InvalidParameterValue", () => _provider.DescribeVpcEndpointConnectionsAsync(new() { Filters = [new("colour", ["blue"])] }, Cancel));
    }

    private async Task ModifyAsync(string endpoint)
    {
        await _consumer.ModifyVpcEndpointAsync(new() { VpcEndpointId = endpoint, AddSubnetIds = [Subnet("app-az2")], PrivateDnsEnabled = true }, Cancel);
        await Refused.AsAsync("OperationInProgress", () => _consumer.ModifyVpcEndpointAsync(new() { VpcEndpointId = endpoint }, Cancel));
        sandbox.Clock.Advance(Tour.Step);
        await SeenAsync(endpoint);
        await Refused.AsAsync(
            "InvalidParameter", () => _consumer.ModifyVpcEndpointAsync(new() { VpcEndpointId = endpoint, RemoveSubnetIds = [Subnet("app-az4")] }, Cancel));
        await Refused.AsAsync("InvalidVpcEndpointId.NotFound", () => _consumer.ModifyVpcEndpointAsync(new() { VpcEndpointId = "vpce-" + Nobody }, Cancel));
    }

    private async Task EndAsync(ServiceConfiguration service, string endpoint, string balancer)
    {
        await _provider.DeleteVpcEndpointServiceConfigurationsAsync(new() { ServiceIds = [service.ServiceId] }, Cancel);
        await Refused.AsAsync("ResourceInUse", () => sandbox.Elb("payments-prod").DeleteLoadBalancerAsync(new() { LoadBalancerArn = balancer }, Cancel));
        await _consumer.DeleteVpcEndpointsAsync(new() { VpcEndpointIds = [endpoint, "vpce-" + Nobody] }, Cancel);
        await Refused.AsAsync("InvalidVpcEndpointId.Malformed", () => _consumer.DeleteVpcEndpointsAsync(new() { VpcEndpointIds = ["vpce-x"] }, Cancel));
        await SeenAsync(endpoint);
        await ConnectionsAsync(endpoint);
        sandbox.Clock.Advance(Tour.Step);
        await SeenAsync(endpoint);
        await ConnectionsAsync(endpoint);
        await _provider.DeleteVpcEndpointServiceConfigurationsAsync(new() { ServiceIds = [service.ServiceId] }, Cancel);
        await Refused.AsAsync(
            "InvalidVpcEndpointServiceIdId.Malformed", () => _provider.DeleteVpcEndpointServiceConfigurationsAsync(new() { ServiceIds = ["x"] }, Cancel));
        await SeenAsync(service);
        sandbox.Clock.Advance(Tour.Step);
        await SeenAsync(service);
    }

    private CreateVpcEndpointRequest Wish(ServiceConfiguration service, params string[] subnets) => new()
    {
        VpcEndpointType = VpcEndpointType.Interface,
        VpcId = _home.VpcId,
        ServiceName = service.ServiceName,
        SubnetIds = [.. subnets.Select(Subnet)],
        TagSpecifications = [new() { ResourceType = ResourceType.VpcEndpoint, Tags = [new("Name", "tour")] }],
    };

    private string Subnet(string name) => _home.Subnets.Single(subnet => subnet.Name == "storefront-" + name).SubnetId;

    private Task<DescribeVpcEndpointsResponse> SeenAsync(string endpoint) =>
        _consumer.DescribeVpcEndpointsAsync(new DescribeVpcEndpointsRequest { VpcEndpointIds = [endpoint] }, Cancel);

    private Task<DescribeVpcEndpointServiceConfigurationsResponse> SeenAsync(ServiceConfiguration service) =>
        _provider.DescribeVpcEndpointServiceConfigurationsAsync(new() { ServiceIds = [service.ServiceId] }, Cancel);

    private Task<DescribeVpcEndpointConnectionsResponse> ConnectionsAsync(string endpoint) =>
        _provider.DescribeVpcEndpointConnectionsAsync(new() { Filters = [new("vpc-endpoint-id", [endpoint])] }, Cancel);
}
