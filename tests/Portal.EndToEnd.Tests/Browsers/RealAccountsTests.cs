using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.EndToEnd.Tests.Processes;
using Portal.Testing;
using Portal.Testing.Postgres;

namespace Portal.EndToEnd.Tests.Browsers;

/// <summary>
/// The portal as a company runs it: AWS mode in a process of its own, a database and an identity provider beside it, and an AWS in which there are
/// accounts and their networks, and nothing that was made for the portal but its own user.
/// </summary>
public sealed class RealAccountsTests(Chromium chromium, PostgresCluster cluster) : IDisposable
{
    private const string Payments = "210000000001";
    private const string Storefront = "310000000001";

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task With_what_registering_two_accounts_has_made_a_company_publishes_connects_cuts_off_and_deletes()
    {
        var seed = JsonNode.Parse(await File.ReadAllTextAsync(Repository.PathTo("Portal.Sandbox", "Seeding", "seed.json"), Cancel))!;
        var hub = WithoutRoles(seed);
        await File.WriteAllTextAsync(_folder["seed.json"], seed.ToJsonString(), Cancel);
        await using var aws = await SandboxProcess.StartAsync(_folder["aws"], Cancel, _folder["seed.json"]);
        await using var provider = ChildProcess.Start("Portal.IdentityProvider", []);
        var port = FreePort();
        var database = await cluster.CreateDatabaseAsync();
        var settings = SignInTests.Settings(await provider.LineAsync("The identity provider is at ", Cancel)).Concat(new Dictionary<string, string>
        {
            ["ConnectionStrings__Portal"] = await cluster.ApplicationRoleAsync(database),
            ["Portal__Mode"] = "Aws",
            ["Portal__PublicUrl"] = $"http://127.0.0.1:{port}",
            ["Portal__SignIn__FirstAdmin__Subject"] = "00u-nora",
            ["Portal__Aws__HomeRegion"] = "us-east-1",
            ["Portal__Aws__ServiceUrl"] = aws.Aws.ToString(),
            ["Portal__Aws__AccessKeyId"] = hub["accessKeyId"]!.GetValue<string>(),
            ["Portal__Aws__SecretAccessKey"] = hub["secretAccessKey"]!.GetValue<string>(),
            ["Portal__Dns__Servers__0"] = aws.Dns,
        }).ToDictionary();
        var early = await RunAsync("--check", settings);
        Assert.Contains("migrations, and the role may not apply them", early.Said, StringComparison.Ordinal);
        Assert.Equal((0, "The database has the present form."), await RunAsync("--migrate", new()
        {
            ["ConnectionStrings__Portal"] = settings["ConnectionStrings__Portal"],
            ["ConnectionStrings__PortalOwner"] = database,
        }));
        Assert.Equal((0, null), Problems(await RunAsync("--check", settings)));
        await using var portal = await PortalProcess.StartOnAwsAsync(_folder["data"], port, settings, Cancel);
        await using var priya = await OpenAsync(portal, "Priya Raman");
        await using var chen = await OpenAsync(portal, "Chen Wei");
        await using var nora = await OpenAsync(portal, "Nora Lindqvist");

        await RegisterAsync(priya, aws, Payments, "payments-prod", "Connect its VPCs to services");
        var (role, trust, policy) = await RegisterAsync(chen, aws, Storefront, "storefront-prod", "Publish services from it");
        await priya.GoAsync("/services");
        await MainJob.PublishAsync(priya);

        await aws.MakeRoleAsync(role, trust, Without(policy, "ec2:CreateVpcEndpoint"), Cancel);
        await MainJob.RequestAsync(chen);
        await nora.ReadsAsync("asks for your decision");
        await nora.FollowAsync("Storefront → Payments API");
        await nora.PressAsync("Approve");
        await priya.FollowAsync("Home");
        await priya.ReadsAsync("asks for your decision");
        await priya.FollowAsync("Storefront → Payments API");
        await priya.PressAsync("Approve");
        await chen.ReadsAsync("ec2:CreateVpcEndpoint");
        await chen.KeepAsync("blocked-by-a-missing-permission");

        await aws.MakeRoleAsync(role, trust, policy, Cancel);
        await chen.PressAsync("Retry");
        await chen.ReadsAsync("Became available");
        await priya.FollowAsync("Open the connection");
        await priya.PressAsync("Cut off");
        await priya.EnterAsync("Reason (the consumer is told)", "Credentials leaked");
        await priya.PressAsync("Cut it off");
        await chen.ReadsAsync("cut this connection off: Credentials leaked.");
        await chen.ReadsAsync("rejected");
        await chen.PressAsync("Delete");
        await chen.PressAsync("Delete it");
        await chen.ReadsAsync("Is deleted");

        Assert.Empty(priya.Complaints.Concat(chen.Complaints).Concat(nora.Complaints));
        var refused = (await aws.LedgerAsync(null, Cancel))
            .Where(call => call.TryGetProperty("errorCode", out var code) && code.GetString() is "UnauthorizedOperation" or "AccessDenied")
            .Select(call => call.GetProperty("action").GetString()).Distinct();
        // The roles were tried without their external ids, and one action was taken away.
        Assert.Equal(["AssumeRole", "CreateVpcEndpoint"], refused.Order());
    }

    /// <summary>The host, asked for one thing.</summary>
    private async Task<(int ExitCode, string Said)> RunAsync(string what, Dictionary<string, string> settings)
    {
        await using var host = ChildProcess.Start("Portal.Web", [what, "--data", _folder["data"]], settings);
        return await host.EndAsync(Cancel);
    }

    /// <returns>What is said to be wrong; none where nothing is.</returns>
    private static (int ExitCode, string? Said) Problems((int ExitCode, string Said) check) =>
        (check.ExitCode, check.Said.Contains("problem", StringComparison.Ordinal) ? check.Said : null);

    /// <summary>Registers an account, makes in it what the page says, as its administrator would, and has the portal try it.</summary>
    private static async Task<(string Role, JsonNode Trust, JsonNode Policy)> RegisterAsync(
        Window window, SandboxProcess aws, string accountId, string alias, string otherUse)
    {
        await window.GoAsync("/accounts");
        await window.FollowAsync("Register an account");
        await window.EnterAsync("AWS account id (12 digits)", accountId);
        await window.EnterAsync("What people call it", alias);
        await window.EnterAsync("Region that forms start with", "us-east-1");
        await window.PressAsync("Show what to make");
        await window.ReadsAsync("2. The role to make");
        await window.Page.GetByLabel(otherUse).UncheckAsync();
        await window.Page.GetByRole(Microsoft.Playwright.AriaRole.Tab, new() { Name = "By hand" }).ClickAsync();
        var role = await window.Page.Locator("code", new() { HasText = ":role/" }).First.InnerTextAsync();
        var trust = await ReadAsync("The trust policy");
        var policy = await ReadAsync("The policy");
        await window.PressAsync("Try the role");
        await window.ReadsAsync("Not proven yet.");
        await aws.MakeRoleAsync(role, trust, policy, Cancel);
        await window.PressAsync("Try the role");
        await window.ReadsAsync("The account is ready.");
        return (role, trust, policy);

        async Task<JsonNode> ReadAsync(string what) =>
            JsonNode.Parse(await window.Page.GetByLabel(what, new() { Exact = true }).InnerTextAsync())!;
    }

    private async Task<Window> OpenAsync(PortalProcess portal, string who)
    {
        var window = await chromium.OpenAsync(portal.Address);
        await window.SignInAtProviderAsync(who);
        return window;
    }

    /// <returns>The account that the portal works from.</returns>
    private static JsonNode WithoutRoles(JsonNode seed)
    {
        var accounts = seed["accounts"]!.AsArray();
        foreach (var account in accounts.OfType<JsonObject>())
        {
            foreach (var part in new[] { "roleArn", "externalId", "trustedAccountId", "trustPolicy", "rolePolicies" })
            {
                account.Remove(part);
            }
        }

        return accounts.Single(account => account!["alias"]!.GetValue<string>() == "privatelink-portal")!;
    }

    private static JsonNode Without(JsonNode policy, string action)
    {
        var without = policy.DeepClone();
        var statements = without["Statement"]!.AsArray();
        var statement = statements.Single(one => Actions(one!).Any(known => known!.GetValue<string>() == action))!;
        Actions(statement).RemoveAll(known => known!.GetValue<string>() == action);
        if (Actions(statement).Count == 0)
        {
            statements.Remove(statement);
        }

        return without;

        static JsonArray Actions(JsonNode statement) => statement["Action"]!.AsArray();
    }

    /// <summary>A port that was free a moment ago: the address has to be known before the portal starts.</summary>
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
