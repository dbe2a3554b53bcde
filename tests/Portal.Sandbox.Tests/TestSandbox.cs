using System.Text.Json;
using Amazon.EC2;
using Amazon.ElasticLoadBalancingV2;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Microsoft.Extensions.Time.Testing;
using Portal.Infrastructure.Aws.Route53;
using Portal.Sandbox.Hosting;
using Portal.Sandbox.Identities.Policies;
using Portal.Sandbox.Resources;
using Portal.Sandbox.Seeding;
using Portal.Sandbox.Storage;
using Portal.Sandbox.Tests.Judges;

namespace Portal.Sandbox.Tests;

/// <summary>A sandbox of one test, with a clock that only the test moves, and the official SDK's clients for it.</summary>
internal sealed class TestSandbox : IAsyncDisposable
{
    private readonly List<IDisposable> _clients = [];

    private TestSandbox(SandboxHost host, string directory, FakeTimeProvider clock)
    {
        Host = host;
        Directory = directory;
        Clock = clock;
        Http = new JudgedHttp(Judge);
        _clients.Add(Http);
        Control = new HttpClient { BaseAddress = host.ControlEndpoint };
        _clients.Add(Control);
    }

    public SandboxHost Host { get; private set; }

    public string Directory { get; }

    public FakeTimeProvider Clock { get; }

    public HttpClient Control { get; private set; }

    /// <summary>Every call of the SDK's clients is held against AWS's service models.</summary>
    public WireJudge Judge { get; } = new();

    /// <summary>What SDK clients of this sandbox send through.</summary>
    public JudgedHttp Http { get; }

    public static async Task<TestSandbox> StartAsync(
        SandboxDelays? delays = null, SandboxSwitches? switches = null, SandboxThrottling? throttling = null, SandboxSeed? seed = null)
    {
        var directory = Path.Combine(Path.GetTempPath(), "sandbox-" + Guid.CreateVersion7());

        // The SDK signs with the machine's clock; the sandbox's must be near it.
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        return new(await OpenAsync(directory, clock, delays, switches, throttling, seed), directory, clock);
    }

    /// <summary>Stops the sandbox and starts it again on the same data.</summary>
    public async Task RestartAsync(SandboxDelays? delays = null, Action<string>? between = null)
    {
        await Host.DisposeAsync();
        between?.Invoke(Directory);
        Host = await OpenAsync(Directory, Clock, delays);
        Control = new HttpClient { BaseAddress = Host.ControlEndpoint };
        _clients.Add(Control);
    }

    public SeedAccount Account(string alias) => Host.Seed.Account(alias);

    /// <summary>An EC2 client of an account's administrator.</summary>
    public AmazonEC2Client Ec2(string alias, string region = "us-east-1") => Ec2(Keys(alias), region);

    public AmazonEC2Client Ec2(AWSCredentials credentials, string region = "us-east-1") =>
        Kept(
            new AmazonEC2Client(
                credentials,
                new AmazonEC2Config { ServiceURL = Host.AwsEndpoint.ToString(), AuthenticationRegion = region, MaxErrorRetry = 0, HttpClientFactory = Http }));

    public AmazonElasticLoadBalancingV2Client Elb(string alias) => Elb(Keys(alias));

    public AmazonSecurityTokenServiceClient Sts(string alias) => Sts(Keys(alias));

    public AmazonSecurityTokenServiceClient Sts(AWSCredentials credentials) =>
        Kept(
            new AmazonSecurityTokenServiceClient(credentials, new AmazonSecurityTokenServiceConfig
            {
                ServiceURL = Host.AwsEndpoint.ToString(),
                AuthenticationRegion = "us-east-1",
                MaxErrorRetry = 0,
                HttpClientFactory = Http,
            }));

    public AmazonElasticLoadBalancingV2Client Elb(AWSCredentials credentials, string region = "us-east-1") =>
        Kept(
            new AmazonElasticLoadBalancingV2Client(credentials, new AmazonElasticLoadBalancingV2Config
            {
                ServiceURL = Host.AwsEndpoint.ToString(),
                AuthenticationRegion = region,
                MaxErrorRetry = 0,
                HttpClientFactory = Http,
            }));

    public HostedZoneClient HostedZones(AWSCredentials credentials) =>
        Kept(
            new HostedZoneClient(credentials, new HostedZoneConfig
            {
                ServiceURL = Host.AwsEndpoint.ToString(),
                AuthenticationRegion = "us-east-1",
                MaxErrorRetry = 0,
                HttpClientFactory = Http,
            }));

    /// <summary>A session of the account's role, as the portal's hub gets it.</summary>
    public async Task<SessionAWSCredentials> AssumeAsync(string alias)
    {
        var reply = await Sts("privatelink-portal").AssumeRoleAsync(
            new()
            {
                RoleArn = Account(alias).RoleArn,
                RoleSessionName = "tests",
                ExternalId = Account(alias).ExternalId,
            }, TestContext.Current.CancellationToken);
        return new(reply.Credentials.AccessKeyId, reply.Credentials.SecretAccessKey, reply.Credentials.SessionToken);
    }

    /// <summary>Gives a user or role those policies and no other.</summary>
    public void PutPolicies(string principalArn, params string[] documents) => Host.Engine.Change((store, _) => store.PrincipalPolicies.Put(new(
        principalArn, principalArn.Split(':')[4], documents.Select((document, i) => (Name: $"policy-{i}", document))
            .ToDictionary(one => one.Name, one => JsonDocument.Parse(one.document).RootElement))));

    public BasicAWSCredentials Keys(string alias) => new(Account(alias).AccessKeyId, Account(alias).SecretAccessKey);

    /// <summary>An internal network load balancer with a node in each of those subnets.</summary>
    public string PutLoadBalancer(
        string alias, SeedVpc vpc, Func<SeedSubnet, bool>? where = null, string state = LoadBalancer.Active, string scheme = "internal")
    {
        var account = Account(alias);
        var id = AwsIds.New("")[..16];
        var arn = $"arn:aws:elasticloadbalancing:{account.Region}:{account.AccountId}:loadbalancer/net/nlb-{id}/{id}";
        Host.Engine.Change((store, now) => store.LoadBalancers.Put(new()
        {
            Id = arn,
            OwnerId = account.AccountId,
            Region = account.Region,
            Name = "nlb-" + id,
            Type = "network",
            Scheme = scheme,
            VpcId = vpc.VpcId,
            DnsName = $"nlb-{id}.elb.{account.Region}.amazonaws.com",
            CanonicalHostedZoneId = "Z26RNL4JYFTOTI",
            CreatedAt = now,
            States = Timeline.From(now, state),
            Zones = [.. vpc.Subnets.Where(where ?? (_ => true)).Select(subnet => new LoadBalancerZone(subnet.ZoneId, subnet.SubnetId, AwsIds.New("eni-")))],
        }));
        return arn;
    }

    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        await Host.DisposeAsync();
        System.IO.Directory.Delete(Directory, recursive: true);
    }

    private static Task<SandboxHost> OpenAsync(
        string directory, TimeProvider clock, SandboxDelays? delays, SandboxSwitches? switches =
            null, SandboxThrottling? throttling = null, SandboxSeed? seed = null) =>
        SandboxHost.StartAsync(
            new()
            {
                DataDirectory = directory,
                Clock = clock,
                Delays = delays ?? SandboxDelays.None,
                Switches = switches ?? SandboxSwitches.Believed,
                Throttling = throttling ?? SandboxThrottling.Off,
                Seed = seed ?? SandboxSeed.Default,
            },
            TestContext.Current.CancellationToken);

    private T Kept<T>(T client) where T : IDisposable
    {
        _clients.Add(client);
        return client;
    }
}
