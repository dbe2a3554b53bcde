using Amazon.EC2;
using Amazon.EC2.Model;
using Portal.Sandbox.Seeding;

namespace Portal.Sandbox.Tests;

/// <summary>The two sides that most tests need: payments-prod publishes payments-core in three zones, storefront-prod connects.</summary>
internal sealed class Scene : IAsyncDisposable
{
    private Scene(TestSandbox sandbox)
    {
        Sandbox = sandbox;
        Provider = sandbox.Ec2("payments-prod");
        Consumer = sandbox.Ec2("storefront-prod");
        ProviderVpc = sandbox.Account("payments-prod").Vpc("payments-core");
        ConsumerVpc = sandbox.Account("storefront-prod").Vpc("storefront");
    }

    public TestSandbox Sandbox { get; }

    public AmazonEC2Client Provider { get; private set; }

    public AmazonEC2Client Consumer { get; private set; }

    public SeedVpc ProviderVpc { get; }

    public SeedVpc ConsumerVpc { get; }

    public string ConsumerRoot => $"arn:aws:iam::{Sandbox.Account("storefront-prod").AccountId}:root";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<Scene> StartAsync(SandboxDelays? delays = null, SandboxSwitches? switches = null, SandboxThrottling? throttling = null) =>
        new(await TestSandbox.StartAsync(delays, switches, throttling));

    public async Task RestartAsync(SandboxDelays? delays = null, Action<string>? between = null)
    {
        await Sandbox.RestartAsync(delays, between);
        Provider = Sandbox.Ec2("payments-prod");
        Consumer = Sandbox.Ec2("storefront-prod");
    }

    /// <summary>The subnet of the consumer's VPC of that name.</summary>
    public string Subnet(string name) => ConsumerVpc.Subnets.Single(subnet => subnet.Name == "storefront-" + name).SubnetId;

    public async Task<ServiceConfiguration> PublishAsync(
        bool acceptance = true, bool allow = true, string? privateDnsName = null, Func<SeedSubnet, bool>? where = null)
    {
        var response = await Provider.CreateVpcEndpointServiceConfigurationAsync(
            new()
            {
                NetworkLoadBalancerArns = [Sandbox.PutLoadBalancer("payments-prod", ProviderVpc, where)],
                AcceptanceRequired = acceptance,
                PrivateDnsName = privateDnsName,
            }, Cancel);
        if (allow)
        {
            await Provider.ModifyVpcEndpointServicePermissionsAsync(
                new() { ServiceId = response.ServiceConfiguration.ServiceId, AddAllowedPrincipals = [ConsumerRoot] }, Cancel);
        }

        return response.ServiceConfiguration;
    }

    public CreateVpcEndpointRequest Wish(ServiceConfiguration service, params string[] subnets) => new()
    {
        VpcEndpointType = VpcEndpointType.Interface,
        VpcId = ConsumerVpc.VpcId,
        ServiceName = service.ServiceName,
        SubnetIds = [.. subnets.Select(Subnet)],
    };

    public async Task<VpcEndpoint> ConnectAsync(ServiceConfiguration service, params string[] subnets) =>
        (await Consumer.CreateVpcEndpointAsync(Wish(service, subnets), Cancel)).VpcEndpoint;

    public async Task<VpcEndpoint> EndpointAsync(string id) =>
        (await Consumer.DescribeVpcEndpointsAsync(new DescribeVpcEndpointsRequest { VpcEndpointIds = [id] }, Cancel)).VpcEndpoints.Single();

    public async Task<List<UnsuccessfulItem>> AcceptAsync(ServiceConfiguration service, string endpointId) =>
        (await Provider.AcceptVpcEndpointConnectionsAsync(new() { ServiceId = service.ServiceId, VpcEndpointIds = [endpointId] }, Cancel)).Unsuccessful ?? [];

    public async Task<List<UnsuccessfulItem>> RejectAsync(ServiceConfiguration service, string endpointId) =>
        (await Provider.RejectVpcEndpointConnectionsAsync(new() { ServiceId = service.ServiceId, VpcEndpointIds = [endpointId] }, Cancel)).Unsuccessful ?? [];

    public async Task<List<VpcEndpointConnection>> ConnectionsAsync(ServiceConfiguration service) =>
        (await Provider.DescribeVpcEndpointConnectionsAsync(new() { Filters = [new("service-id", [service.ServiceId])] }, Cancel)).VpcEndpointConnections ?? [];

    public ValueTask DisposeAsync() => Sandbox.DisposeAsync();
}
