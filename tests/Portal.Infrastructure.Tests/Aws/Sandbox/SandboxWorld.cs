using System.Net.Http.Json;
using System.Text.Json;
using Amazon.EC2;
using Amazon.Runtime;
using Microsoft.Extensions.Options;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Aws.Steps;
using Portal.Sandbox;
using Portal.Sandbox.Hosting;
using Portal.Sandbox.Seeding;
using Portal.Testing;

namespace Portal.Infrastructure.Tests.Aws.Sandbox;

/// <summary>A simulated AWS of the test's own, the gateways on it, and the seed's payments provider and storefront consumer.</summary>
internal sealed class SandboxWorld : IAsyncDisposable
{
    private static readonly HttpClient Http = new();
    private readonly TemporaryFolder _folder = new();
    private readonly AwsHttp _byHand = new(new AwsOptions(), TimeProvider.System);
    private SandboxHost _host = null!;

    private SandboxWorld()
    {
    }

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public Guid Installation { get; } = Guid.CreateVersion7();

    public Guid ServiceId { get; } = Guid.CreateVersion7();

    public Guid ConnectionId { get; } = Guid.CreateVersion7();

    public SeedAccount Provider => _host.Seed.Account("payments-prod");

    public SeedAccount Consumer => _host.Seed.Account("storefront-prod");

    public SeedVpc Core => Provider.Vpc("payments-core");

    public SeedVpc Storefront => Consumer.Vpc("storefront");

    public AwsScope ProviderScope => new(Provider.AccountId, Provider.Region);

    public AwsScope ConsumerScope => new(Consumer.AccountId, Consumer.Region);

    public AwsClients Clients { get; private set; } = null!;

    public ZoneLookup Zones { get; } = new();

    public StepGateway Steps => new(Clients);

    public EndpointGateway Endpoints => new(Clients, Zones, FakeAws.Forms());

    public EndpointServiceGateway Services => new(Clients);

    public LoadBalancerGateway Balancers => new(Clients, Zones);

    public NetworkGateway Networks => new(Clients, FakeAws.Forms());

    public AccountProbe Probe => new(Clients);

    public static async Task<SandboxWorld> StartAsync(SandboxDelays? delays = null, TimeSpan? mutationTimeout = null)
    {
        var world = new SandboxWorld();
        world._host = await SandboxHost.StartAsync(
            new SandboxOptions { DataDirectory = world._folder["sandbox"], Delays = delays ?? SandboxDelays.None }, Cancellation);
        var portal = world._host.Seed.Account("privatelink-portal");
        var options = new AwsOptions { ServiceUrl = world._host.AwsEndpoint, AccessKeyId = portal.AccessKeyId, SecretAccessKey = portal.SecretAccessKey };
        options.MutationTimeout = mutationTimeout ?? options.MutationTimeout;
        world.Clients = new(
            Options.Create(options), (account, _) => Task.FromResult(Access(world._host.Seed.Accounts.Single(seed => seed.AccountId == account))),
            TimeProvider.System);
        return world;
    }

    public static AccountAccess Access(SeedAccount account) => new(account.AccountId, account.RoleArn!, account.ExternalId!);

    public StepRequest Of(StepCall call, Guid? operation = null, string? name = null) =>
        new(call, (operation ?? Guid.CreateVersion7()).ToString(), name, new Dictionary<string, string>
        {
            [PortalTags.Installation] = Installation.ToString(),
            [call is CreateEndpointCall ? PortalTags.Connection : PortalTags.Service] = (call is CreateEndpointCall ? ConnectionId : ServiceId).ToString(),
            [PortalTags.Operation] = (operation ?? Guid.Empty).ToString(),
        });

    public Task<StepReply> SendAsync(StepRequest request, SendPermit? permit = null) => Steps.SendAsync(
        request.Call is CreateEndpointCall or ModifyEndpointCall or DeleteEndpointCall or SetPrivateDnsCall ? ConsumerScope : ProviderScope, request,
        permit ?? Permits.Granted(), Cancellation);

    public Task<StepReply> SendAsync(StepCall call) => SendAsync(Of(call));

    public async Task<AwsFailure> RefusedAsync(StepCall call) => (await Assert.ThrowsAsync<AwsCallException>(() => SendAsync(call))).Failure;

    public CreateLoadBalancerCall LoadBalancerCall() => new([Core.Subnets[0].SubnetId, Core.Subnets[1].SubnetId]);

    public static CreateTargetGroupCall TargetGroupCall(SeedVpc vpc, string type = "ip") => new(vpc.VpcId, "TCP", 8443, type, null);

    public CreateEndpointCall EndpointCall(string serviceName, string? fixedAddress = null) => new(
        Storefront.VpcId, serviceName, [new(Storefront.Subnets[0].SubnetId, fixedAddress), new(Storefront.Subnets[1].SubnetId)],
        [Storefront.SecurityGroups[1].GroupId]);

    public async Task<string> LoadBalancerAsync(string name = "plp-balancer") => (await SendAsync(Of(LoadBalancerCall(), name: name))).ResultId!;

    /// <summary>An endpoint service on a load balancer, with the consumer's account allowed.</summary>
    public async Task<ObservedServiceConfiguration> PublishAsync(string? privateDnsName = null)
    {
        var made = await SendAsync(new CreateServiceCall(await LoadBalancerAsync(), privateDnsName));
        await SendAsync(new AllowPrincipalCall(made.ResultId!, ConsumerArn));
        return Assert.Single(await Services.FindByIdAsync(ProviderScope, made.ResultId!, Cancellation));
    }

    public string ConsumerArn => Domain.Networking.AwsIds.AccountRoot(Consumer.AccountId, Consumer.Region);

    public async Task<string> EndpointAsync(string serviceName) => (await SendAsync(EndpointCall(serviceName))).ResultId!;

    public async Task<ObservedEndpoint> FindAsync(string vpcEndpointId) =>
        Assert.Single(await Endpoints.FindByIdAsync(ConsumerScope, vpcEndpointId, Cancellation));

    /// <summary>The SDK itself with the provider's own key, for what only a person does.</summary>
    public AmazonEC2Client ProviderByHand() => new(
        new BasicAWSCredentials(Provider.AccessKeyId, Provider.SecretAccessKey),
        ClientConfigs.Reader(new AmazonEC2Config(), Provider.Region, _host.AwsEndpoint, _byHand));

    public async Task PublishTxtAsync(string name, string value) =>
        (await Http.PutAsJsonAsync(new Uri(_host.ControlEndpoint, "/dns/txt"), new { name, values = new[] { value } }, Cancellation)).EnsureSuccessStatusCode();

    /// <summary>Stops the next call of that action before or after its effect; gives the hold's address.</summary>
    public async Task<Uri> HoldAsync(string action, string when)
    {
        var reply = await Http.PostAsJsonAsync(new Uri(_host.ControlEndpoint, "/holds"), new { action, when, times = 1 }, Cancellation);
        var hold = await reply.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        return new(_host.ControlEndpoint, $"/holds/{hold.GetProperty("id").GetString()}");
    }

    public static async Task ReleaseAsync(Uri hold) => (await Http.DeleteAsync(hold, Cancellation)).EnsureSuccessStatusCode();

    public async Task<IReadOnlyList<JsonElement>> LedgerAsync(string action)
    {
        var lines = await Http.GetStringAsync(new Uri(_host.ControlEndpoint, $"/ledger?action={action}"), Cancellation);
        return [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
    }

    public async ValueTask DisposeAsync()
    {
        Clients.Dispose();
        _byHand.Dispose();
        await _host.DisposeAsync();
        _folder.Dispose();
    }
}
