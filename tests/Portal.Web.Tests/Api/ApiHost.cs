using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Amazon.EC2;
using Amazon.EC2.Model;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Portal.Domain.Accounts;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.EmbeddedPostgres;
using Portal.Infrastructure.Security;
using Portal.Jobs;
using Portal.Jobs.Dispatching;
using Portal.Sandbox;
using Portal.Sandbox.Hosting;
using Portal.Sandbox.Seeding;
using Portal.Testing;
using Portal.Testing.Postgres;
using Portal.Web.Demo;
using Portal.Web.Hosting;
using Portal.Web.SignIn;
using Portal.Web.Security.Limits;
using Portal.Web.Tests.Api.Contract;
using Portal.Web.Tests.Hosting;

namespace Portal.Web.Tests.Api;

/// <summary>The whole portal in this process, on loopback, with jobs at work against a simulated AWS; one for all tests of the API.</summary>
public sealed class ApiHost : IAsyncLifetime
{
    // Tests ask as often as they like.
    private static readonly LimitSettings Boundless = new()
    {
        TokenPerMinute = LimitSettings.Most,
        PersonPerMinute = LimitSettings.Most,
        TeamPerMinute = LimitSettings.Most,
        BrowserPerMinute = LimitSettings.Most,
        AddressPerMinute = LimitSettings.Most,
    };

    public const string Provider = "house";

    private readonly PostgresCluster _cluster = new();
    private readonly TemporaryFolder _folder = new();
    private SandboxHost _sandbox = null!;
    private WebApplication _app = null!;
    private Dictionary<string, string> _tokens = [];

    public SandboxSeed Seed => _sandbox.Seed;

    /// <summary>What the host writes into its log.</summary>
    public CapturedLog Log { get; } = new();

    /// <summary>Whether the host knows its database to be away.</summary>
    public bool DatabaseIsAway => _app.Services.GetRequiredService<DatabaseAvailability>().IsAway;

    public Task StopDatabaseAsync() => _cluster.StopAsync();

    public Task StartDatabaseAsync() => _cluster.StartAsync();

    /// <summary>The connection string of the database that the portal works on, by its owner; the portal itself works by a role that owns nothing.</summary>
    public string Database { get; private set; } = "";

    /// <summary>Where the simulated AWS answers.</summary>
    public Uri Aws => _sandbox.AwsEndpoint;

    /// <summary>An outsider: the administrator of an account, who does not ask the portal.</summary>
    public AmazonEC2Client Ec2(string alias) => new(
        Seed.Account(alias).AccessKeyId, Seed.Account(alias).SecretAccessKey,
        new AmazonEC2Config { ServiceURL = _sandbox.AwsEndpoint.ToString(), AuthenticationRegion = Seed.Account(alias).Region, MaxErrorRetry = 0 });

    /// <summary>An endpoint that an account's administrator makes without the portal.</summary>
    public async Task<string> MakeEndpointAsync(string alias, string serviceName, CancellationToken cancellationToken)
    {
        var vpc = Seed.Account(alias).Vpcs[0];
        using var ec2 = Ec2(alias);
        var made = await ec2.CreateVpcEndpointAsync(
            new CreateVpcEndpointRequest
            {
                VpcEndpointType = VpcEndpointType.Interface,
                ServiceName = serviceName,
                VpcId = vpc.VpcId,
                SubnetIds = [vpc.Subnets[0].SubnetId],
                SecurityGroupIds = [vpc.SecurityGroups[0].GroupId],
                PrivateDnsEnabled = false,
            },
            cancellationToken);
        return made.VpcEndpoint.VpcEndpointId;
    }

    /// <summary>Somebody who may do nothing yet, with a token.</summary>
    /// <returns>Their id.</returns>
    public async Task<Guid> MakePersonAsync(string name, CancellationToken cancellationToken)
    {
        await using var context = PortalDatabase.Open(Database);
        var (person, now) = (new PersonKey("https://elsewhere.example.com", name), TimeProvider.System.GetUtcNow());
        context.People.Add(new Person { Id = Guid.CreateVersion7(), Issuer = person.Issuer, Subject = person.Subject, Name = name, CreatedAt = now });
        context.ApiTokens.Add(new ApiToken
        {
            Id = Guid.CreateVersion7(),
            Issuer = person.Issuer,
            Subject = person.Subject,
            Name = "for a test",
            Sha256 = ApiToken.Hash(ApiToken.Draw()),
            CreatedAt = now,
        });
        await context.SaveChangesAsync(cancellationToken);
        return await context.People.Where(known => known.Issuer == person.Issuer && known.Subject == name).Select(known => known.Id)
            .SingleAsync(cancellationToken);
    }

    /// <summary>Every route that the host answers.</summary>
    public IReadOnlyList<RouteEndpoint> Routes => [.. _app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    /// <summary>What the API promises; every request of a client of this host, and every reply, is held against it.</summary>
    internal ApiContract Contract { get; private set; } = null!;

    /// <summary>A service that everybody sees, available.</summary>
    public string ServiceId { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        var database = Database = await _cluster.CreateDatabaseAsync();
        var application = await _cluster.ApplicationRoleAsync(database);
        await PortalDatabase.MigrateAsync(database, CancellationToken.None, JobsSchema.Prepare, PrivatePostgres.ApplicationRole);
        _sandbox = await SandboxHost.StartAsync(new SandboxOptions { DataDirectory = _folder.Path, Delays = SandboxDelays.None });
        await using var context = PortalDatabase.Open(database);
        var hub = Seed.Account("privatelink-portal");
        var builder = TestHostBuilder.Create();
        builder.Logging.AddProvider(Log);
        _app = PortalApp.Build(builder, new PortalSetup(
            application, await InstallationId.ReadAsync(context, CancellationToken.None), new JobsOptions { Workers = 2 },
            // This AWS throttles nobody.
            aws => (aws.ServiceUrl, aws.AccessKeyId, aws.SecretAccessKey, aws.RequestRates) =
                (_sandbox.AwsEndpoint, hub.AccessKeyId, hub.SecretAccessKey, []),
            Seed, Story: false, Dns: dns => dns.Servers = [_sandbox.DnsEndpoint], SignIn: ByProvider(), Limits: Boundless));
        var tokens = await _app.Services.GetRequiredService<DemoPeople>().SeedAsync(Seed, new Dictionary<string, string>(), CancellationToken.None);
        _tokens = tokens.ToDictionary(token => token.Key.Split(' ')[0], token => token.Value);
        await _app.StartAsync();
        Contract = ApiContract.Of(await DocumentAsync());
        ServiceId = await PublishAsync();
    }

    /// <summary>An identity provider that nobody signs in by: rules for its groups can be made.</summary>
    private static SignInSettings ByProvider() => new()
    {
        Providers = { [Provider] = new() { Authority = new("http://127.0.0.1:1"), ClientId = "portal", ClientSecret = "none" } },
    };

    /// <summary>The API's document, as one of the demo's people reads it.</summary>
    public async Task<string> DocumentAsync()
    {
        using var reader = new HttpClient { DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", _tokens["Chen"]) } };
        return await reader.GetStringAsync(new Uri(_app.Urls.First() + "/openapi/v1.json"));
    }

    /// <summary>What the host itself works with.</summary>
    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>One of the demo's people, by subject, as they are at this moment.</summary>
    public async Task<Actor> ActorAsync(string subject) =>
        (await Get<Identities>().OfPersonAsync(Persona.Issuer, subject, CancellationToken.None))!;

    /// <summary>A client of the API as one of the demo's people; nobody is signed in without a name.</summary>
    public HttpClient As(string? who)
    {
        var client = new HttpClient(Contract.Checking()) { BaseAddress = new Uri(_app.Urls.First() + "/api/v1/"), Timeout = TimeSpan.FromSeconds(90) };
        client.DefaultRequestHeaders.Authorization = who is null ? null : new AuthenticationHeaderValue("Bearer", _tokens[who]);
        return client;
    }

    /// <summary>Publishes a TXT record in the simulated public DNS.</summary>
    public async Task PublishTxtAsync(string name, string value)
    {
        using var control = new HttpClient { BaseAddress = _sandbox.ControlEndpoint };
        (await control.PutAsJsonAsync("dns/txt", new { name, values = new[] { value } })).EnsureSuccessStatusCode();
    }

    /// <summary>A request that is right in everything, to be spoilt by tests.</summary>
    public Dictionary<string, object?> Request()
    {
        var account = Seed.Account("storefront-prod");
        var vpc = account.Vpc("storefront");
        return new()
        {
            ["serviceId"] = ServiceId,
            ["accountId"] = account.AccountId,
            ["region"] = account.Region,
            ["vpcId"] = vpc.VpcId,
            ["subnets"] = vpc.Subnets.Where(subnet => subnet.Name.Contains("-app-", StringComparison.Ordinal)).Take(2)
                .Select(subnet => new { subnetId = subnet.SubnetId }).ToList(),
            ["securityGroupIds"] = new[] { vpc.SecurityGroups.Single(group => group.Name == "web").GroupId },
            ["justification"] = "Checkout charges cards",
        };
    }

    /// <summary>A service that is right in everything, to be spoilt by tests.</summary>
    public Dictionary<string, object?> Service(string name = "Payments API")
    {
        var account = Seed.Account("payments-prod");
        var vpc = account.Vpc("payments-core");
        return new()
        {
            ["name"] = name,
            ["accountId"] = account.AccountId,
            ["region"] = account.Region,
            ["vpcId"] = vpc.VpcId,
            ["subnetIds"] = vpc.Subnets.Select(subnet => subnet.SubnetId).ToList(),
            ["listeners"] =
                new[] { new { protocol = "TCP", port = 443, targetGroup = new { protocol = "TCP", port = 443,
                    targets = new[] { new { kind = "ip", id = vpc.Instances[0].PrivateIp } } } } },
        };
    }

    public async Task<string> RequestConnectionAsync()
    {
        using var chen = As("Chen");
        using var reply = await chen.PostAsJsonAsync("connections", Request());
        return (await reply.ReadAsync()).GetProperty("id").GetString()!;
    }

    /// <summary>A request that Nora and Priya have approved.</summary>
    public async Task<string> ApprovedAsync(Dictionary<string, object?> request, string by = "Chen")
    {
        using var chen = As(by);
        using var reply = await chen.PostAsJsonAsync("connections", request);
        var id = (await reply.ReadAsync()).GetProperty("id").GetString()!;
        var waiting = await chen.GetFromJsonAsync<JsonElement>($"connections/{id}");
        foreach (var approver in new[] { "Nora", "Priya" })
        {
            using var client = As(approver);
            using var decided = await client.PostAsJsonAsync(
                $"reviews/{waiting.GetProperty("reviewId").GetString()}/decisions",
                new { decision = "approve", planHash = waiting.GetProperty("planHash").GetString() });
            decided.EnsureSuccessStatusCode();
        }

        return id;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _sandbox.DisposeAsync();
        _folder.Dispose();
        await _cluster.DisposeAsync();
    }

    private async Task<string> PublishAsync()
    {
        using var priya = As("Priya");
        using var reply = await priya.PostAsJsonAsync("services", Service());
        var id = (await reply.ReadAsync()).GetProperty("id").GetString()!;
        while ((await priya.GetFromJsonAsync<JsonElement>($"services/{id}")).GetProperty("stage").GetString() != "available")
        {
            await Task.Delay(50);
        }

        return id;
    }
}
