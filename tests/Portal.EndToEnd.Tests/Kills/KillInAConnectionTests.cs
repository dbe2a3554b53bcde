using System.Text.Json;
using Amazon.EC2;
using Amazon.EC2.Model;
using Portal.EndToEnd.Tests.Processes;
using Portal.Sandbox.Seeding;
using Portal.Testing.Postgres;

namespace Portal.EndToEnd.Tests.Kills;

/// <summary>SIGKILL of the host around the calls that change an endpoint which stands already: private DNS is switched off, or it is taken over.</summary>
public sealed class KillInAConnectionTests(PostgresCluster cluster)
{
    private const string Name = "api.payments.example";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private static readonly SeedAccount Storefront = SandboxSeed.Default.Account("storefront-prod");

    [Theory]
    [InlineData("before")]
    [InlineData("after")]
    public async Task Private_DNS_is_switched_off_once_though_the_host_dies_beside_the_call(string when)
    {
        using var patience = Limit();
        await using var world = await KillableWorld.StartAsync(cluster, patience.Token);
        var service = await ProvedAsync(world, patience.Token);
        var id = await ConnectedAsync(world, Requests.StorefrontByName(service), patience.Token);
        await UntilAsync(world, id, seen => IsOn(seen), patience.Token);

        var hold = await world.Sandbox.HoldAsync("ModifyVpcEndpoint", when, patience.Token, Storefront.AccountId);
        await world.Portal.PatchAsync("Chen", $"connections/{id}", new { privateDns = false }, patience.Token);
        await world.Sandbox.HasStoppedAsync(hold, patience.Token);
        await world.KillAndStartAsync(patience.Token, () => world.Sandbox.ReleaseAsync(hold, patience.Token));
        await UntilAsync(world, id, seen => !IsOn(seen), patience.Token);
        await world.NothingIsOpenAsync(patience.Token);

        await OneIntentAsync(world, "private-dns.disable", patience.Token);
        Assert.Equal("available", (await world.Portal.GetAsync("Chen", $"connections/{id}", patience.Token)).GetProperty("stage").GetString());
    }

    [Theory]
    [InlineData("before")]
    [InlineData("after")]
    public async Task An_endpoint_is_taken_over_once_though_the_host_dies_beside_the_call(string when)
    {
        using var patience = Limit();
        await using var world = await KillableWorld.StartAsync(cluster, patience.Token);
        var service = await world.PublishAsync(patience.Token);
        await ConnectedAsync(world, Requests.Storefront(service), patience.Token);
        var endpoint = await ByHandAsync(world, service, patience.Token);

        var adopted = (await world.Portal.PostAsync("Chen", $"arrivals/{endpoint}/adoption", new { justification = "For a test" }, patience.Token))
            .GetProperty("id").GetString()!;
        var hold = await world.Sandbox.HoldAsync("CreateTags", when, patience.Token, Storefront.AccountId);
        await world.ApproveAsync(adopted, "Nora", patience.Token);
        await world.ApproveAsync(adopted, "Priya", patience.Token);
        await world.Sandbox.HasStoppedAsync(hold, patience.Token);
        await world.KillAndStartAsync(patience.Token, () => world.Sandbox.ReleaseAsync(hold, patience.Token));
        var available = await world.Portal.StageAsync("Chen", $"connections/{adopted}", "available", patience.Token);
        await world.NothingIsOpenAsync(patience.Token);

        Assert.Equal(endpoint, available.GetProperty("endpoint").GetProperty("vpcEndpointId").GetString());
        await OneIntentAsync(world, "endpoint.adopt", patience.Token);
        Assert.Equal(1, await world.ScalarAsync<long>("select count(*) from operation where step_key like 'endpoint.create%'", patience.Token));
    }

    private static CancellationTokenSource Limit()
    {
        var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        return patience;
    }

    /// <summary>One intent, that came true, and every call of it was written down first.</summary>
    private static async Task OneIntentAsync(KillableWorld world, string step, CancellationToken cancellationToken)
    {
        Assert.Equal(1, await world.ScalarAsync<long>($"select count(*) from operation where step_key = '{step}'", cancellationToken));
        Assert.Equal("Succeeded", await world.ScalarAsync<string>($"select outcome from operation where step_key = '{step}'", cancellationToken));
        Assert.Empty(await world.DifferencesAsync(cancellationToken));
    }

    private static bool IsOn(JsonElement connection) => connection.GetProperty("privateDnsStatus") is { ValueKind: JsonValueKind.Object } status
        && status.GetProperty("isOn") is { ValueKind: JsonValueKind.True };

    private static async Task UntilAsync(KillableWorld world, string id, Func<JsonElement, bool> holds, CancellationToken cancellationToken)
    {
        while (!holds(await world.Portal.GetAsync("Chen", $"connections/{id}", cancellationToken)))
        {
            await Task.Delay(50, cancellationToken);
        }
    }

    private static async Task<string> ConnectedAsync(KillableWorld world, object request, CancellationToken cancellationToken)
    {
        var id = await world.RequestAsync("Chen", request, cancellationToken);
        await world.ApproveAsync(id, "Nora", cancellationToken);
        await world.ApproveAsync(id, "Priya", cancellationToken);
        await world.Portal.StageAsync("Chen", $"connections/{id}", "available", cancellationToken);
        return id;
    }

    /// <returns>A service whose private DNS name is proved.</returns>
    private static async Task<string> ProvedAsync(KillableWorld world, CancellationToken cancellationToken)
    {
        var service = await world.PublishAsync("Priya", Requests.Named(Name), cancellationToken);
        var record = (await PrivateDnsAsync()).GetProperty("record");
        await world.Sandbox.PublishTxtAsync(record.GetProperty("name").GetString()!, record.GetProperty("value").GetString()!, cancellationToken);
        await world.Portal.PostAsync("Priya", $"services/{service}/private-dns/verification", new { }, cancellationToken);
        while ((await PrivateDnsAsync()).GetProperty("state").GetString() != "verified")
        {
            await Task.Delay(50, cancellationToken);
        }

        return service;

        async Task<JsonElement> PrivateDnsAsync() => (await world.Portal.GetAsync("Priya", $"services/{service}", cancellationToken)).GetProperty("privateDns");
    }

    /// <summary>An endpoint of Chen's account that nobody asked the portal for, once the portal has seen it.</summary>
    private static async Task<string> ByHandAsync(KillableWorld world, string service, CancellationToken cancellationToken)
    {
        var shown = await world.Portal.GetAsync("Priya", $"services/{service}", cancellationToken);
        using var ec2 = new AmazonEC2Client(
            Storefront.AccessKeyId, Storefront.SecretAccessKey,
            new AmazonEC2Config { ServiceURL = world.Sandbox.Aws.ToString(), AuthenticationRegion = Storefront.Region });
        var vpc = Storefront.Vpcs[0];
        var made = await ec2.CreateVpcEndpointAsync(
            new CreateVpcEndpointRequest
            {
                VpcEndpointType = VpcEndpointType.Interface,
                ServiceName = shown.GetProperty("aws").GetProperty("serviceName").GetString(),
                VpcId = vpc.VpcId,
                SubnetIds = [vpc.Subnets[0].SubnetId],
                SecurityGroupIds = [vpc.SecurityGroups[0].GroupId],
                PrivateDnsEnabled = false,
            },
            cancellationToken);
        await world.Portal.PostAsync("Priya", $"services/{service}/retry", new { }, cancellationToken);
        while (!(await world.Portal.GetAsync("Chen", "arrivals", cancellationToken)).GetRawText()
            .Contains(made.VpcEndpoint.VpcEndpointId, StringComparison.Ordinal))
        {
            await Task.Delay(50, cancellationToken);
        }

        return made.VpcEndpoint.VpcEndpointId;
    }
}
