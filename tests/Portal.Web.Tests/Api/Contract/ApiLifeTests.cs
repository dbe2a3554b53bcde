using System.Text.Json;
using Portal.Testing.Worlds;

namespace Portal.Web.Tests.Api.Contract;

/// <summary>The whole life of services and connections, by every operation of the document; requests and replies are held against it on the way.</summary>
public sealed class ApiLifeTests(ApiHost host)
{
    private const string Stranger = "arn:aws:iam::320000000001:root";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 300_000)]
    public async Task Every_operation_does_what_the_document_says_and_answers_as_it_says()
    {
        using var life = new ApiLife(host, TestContext.Current.CancellationToken);
        await AccountsAsync(life);
        var service = await ServiceAsync(life);
        var connection = await ConnectionAsync(life, service);
        await DifferencesAsync(life, service, connection);
        await ProposalsAsync(life, service, connection);
        await CutAndReconnectedAsync(life, service, connection);
        await SelfManagedAsync(life);
        await EndsAsync(life, service, connection);
        await HistoryAsync(life);
        await new ApiLifeOfPeople(host, life).GoesAsync();

        Assert.Empty(host.Contract.Operations.Select(operation => operation.Id).Except(life.Answered));
    }

    private async Task AccountsAsync(ApiLife life)
    {
        var storefront = host.Seed.Account("storefront-prod").AccountId;
        Assert.Equal("Chen Wei", (await life.GetAsync("Chen", "me")).GetProperty("name").GetString());
        await life.GetAsync("Chen", "accounts");
        await life.GetAsync("Chen", $"accounts/{storefront}/vpcs");
        await life.PostAsync("Chen", "accounts", new { accountId = "310000000009", alias = "storefront-new", region = "us-east-1" });
        await life.GetAsync("Chen", "accounts/310000000009/setup?uses=consumer");
        await life.PostAsync("Chen", $"accounts/{storefront}/proof?uses=consumer");
        await life.PutAsync("Chen", $"accounts/{storefront}/tags/cost%2Fowner", new { values = new[] { "life" } });
        var asked = (await life.GetAsync("Chen", "accounts")).GetProperty("items").EnumerateArray()
            .Single(account => account.GetProperty("accountId").GetString() == storefront).GetProperty("askedTags")[0];
        Assert.Equal(("cost/owner", "life"), (asked.GetProperty("key").GetString(), asked.GetProperty("values")[0].GetString()));
        await life.DeleteAsync("Chen", $"accounts/{storefront}/tags/cost%2Fowner");
        await ProveAsync(life);
    }

    /// <summary>An account that nobody here can sign in: what is signed in another one proves nothing.</summary>
    private async Task ProveAsync(ApiLife life)
    {
        var account = "320000000077";
        await life.PostAsync("Amara", "accounts/self-managed", new { accountId = account, alias = "analytics-own", region = "us-east-1" });
        var asked = await life.PostAsync("Amara", $"accounts/{account}/challenge");
        Assert.Contains(asked.GetProperty("challenge").GetString()!, asked.GetProperty("script").GetString(), StringComparison.Ordinal);
        var other = host.Seed.Account("analytics-partner");
        var answer = new SignedChallenge(
            host.Aws.AbsoluteUri, "us-east-1", asked.GetProperty("challenge").GetString()!, other.AccessKeyId, other.SecretAccessKey);

        var proof = await life.PostAsync("Amara", $"accounts/{account}/challenge/answer", new { signedRequest = answer.Text() });

        Assert.Equal((false, "registered"), (proof.GetProperty("proven").GetBoolean(), proof.GetProperty("stage").GetString()));
        Assert.Contains(other.AccountId, proof.GetProperty("checks")[5].GetProperty("words").GetString(), StringComparison.Ordinal);
        await life.DeleteAsync("Amara", $"accounts/{account}");
    }

    private async Task<string> ServiceAsync(ApiLife life)
    {
        var wish = host.Service("Payments for life");
        wish["privateDnsName"] = "life.payments.example.com";
        wish["tags"] = new { CostCentre = "4711" };
        wish["visibility"] = new { everyone = true };
        var service = await life.PublishedAsync(wish);
        await life.GetAsync("Priya", "services?search=life&limit=5");
        await life.PatchAsync("Priya", $"services/{service}", new { description = "Lives long", tags = new { CostCentre = "4712" } });
        await life.PostAsync("Priya", $"services/{service}/retry");
        await life.UntilAsync(
            "Priya", $"services/{service}", seen => seen.GetProperty("privateDns").GetProperty("lookup").ValueKind == JsonValueKind.Object);
        await life.PostAsync("Priya", $"services/{service}/private-dns/verification");
        await life.GetAsync("Priya", $"services/{service}/operations");
        await life.GetAsync("Chen", $"services/{service}");
        return service;
    }

    private async Task<string> ConnectionAsync(ApiLife life, string service)
    {
        var request = Request(service);
        await life.PostAsync("Chen", "connections/preview", request);
        var connection = await life.RequestedAsync("Chen", request);
        var first = (await life.GetAsync("Chen", $"connections/{connection}")).GetProperty("reviewId").GetString()!;
        await life.DecideAsync("Nora", first, "requestChanges", "Say more of what it is for");
        request["justification"] = "Checkout charges cards, all day";
        await life.PostAsync("Chen", $"connections/{connection}/submission", request);
        var second = (await life.GetAsync("Chen", $"connections/{connection}")).GetProperty("reviewId").GetString()!;
        await life.GetAsync("Nora", "reviews?state=open");
        await life.GetAsync("Nora", $"reviews/{second}/background");
        await life.GetAsync("Nora", $"reviews/{second}/network");
        await life.PostAsync("Nora", $"reviews/{second}/comments", new { text = "Which cards?" });
        await life.GetAsync("Chen", $"reviews/{second}/comments");
        var shown = (await life.GetAsync("Nora", $"reviews/{second}")).GetProperty("planHash").GetString();
        await life.PostAsync("Nora", "reviews/decisions", new { decision = "approve", reviews = new[] { new { id = second, planHash = shown } } });
        await life.DecideAsync("Priya", second, "approve");
        await life.ConnectionAsync(connection, "available");
        await life.GetAsync("Chen", "connections?stage=available&limit=200");
        await life.GetAsync("Chen", $"connections/{connection}/plan");
        await life.GetAsync("Chen", $"connections/{connection}/operations");
        await life.GetAsync("Chen", $"connections/{connection}/history");
        await life.PatchAsync("Chen", $"connections/{connection}", new { externalReference = "CHG-1" });
        await life.PostAsync("Chen", $"connections/{connection}/renew", new { endsAt = "2126-01-01T00:00:00Z" });
        await life.PostAsync("Chen", $"connections/{connection}/retry");
        return connection;
    }

    private async Task DifferencesAsync(ApiLife life, string service, string connection)
    {
        var shown = await life.GetAsync("Priya", $"services/{service}");
        using (var provider = host.Ec2("payments-prod"))
        {
            await provider.ModifyVpcEndpointServicePermissionsAsync(
                new() { ServiceId = shown.GetProperty("aws").GetProperty("serviceId").GetString(), AddAllowedPrincipals = [Stranger] }, Cancel);
        }

        await DecidedAsync(life, "Priya", $"services/{service}", seen => seen.GetProperty("own").GetProperty("differences"));
        var endpoint = (await life.GetAsync("Chen", $"connections/{connection}")).GetProperty("endpoint").GetProperty("vpcEndpointId").GetString();
        using (var consumer = host.Ec2("storefront-prod"))
        {
            var other = host.Seed.Account("storefront-prod").Vpc("storefront").SecurityGroups.First(group => group.Name != "web").GroupId;
            await consumer.ModifyVpcEndpointAsync(new() { VpcEndpointId = endpoint, AddSecurityGroupIds = [other] }, Cancel);
        }

        await DecidedAsync(life, "Chen", $"connections/{connection}", seen => seen.GetProperty("differences"));
    }

    private static async Task DecidedAsync(ApiLife life, string who, string path, Func<JsonElement, JsonElement> differences)
    {
        await life.PostAsync(who, $"{path}/retry");
        var seen = await life.UntilAsync(
            who, path, seen => differences(seen) is { ValueKind: JsonValueKind.Array } some && some.GetArrayLength() > 0);
        var keys = differences(seen).EnumerateArray().Select(one => one.GetProperty("key").GetString()).ToList();
        await life.PostAsync(
            who, $"{path}/differences", new { action = "ignore", keys, until = TimeProvider.System.GetUtcNow().AddDays(1), reason = "Tried by hand" });
    }

    private async Task ProposalsAsync(ApiLife life, string service, string connection)
    {
        // Whom it cuts has to agree first.
        var cutting = new { listeners = new[] { Port(8443) } };
        await life.PostAsync("Priya", $"services/{service}/preview", cutting);
        await life.PatchAsync("Priya", $"services/{service}", cutting);
        await life.GetAsync("Chen", $"connections/{connection}");
        await life.DeleteAsync("Priya", $"services/{service}/proposal");

        // What asks for more is reviewed like a request; what was asked for before, another end, first.
        var extension = (await life.GetAsync("Chen", $"connections/{connection}")).GetProperty("extensionReviewId").GetString()!;
        await life.DecideAsync("Nora", extension, "approve");
        await life.DecideAsync("Priya", extension, "approve");
        var vpc = host.Seed.Account("storefront-prod").Vpc("storefront");
        var more = new { securityGroupIds = vpc.SecurityGroups.Select(group => group.GroupId).Take(2).ToList() };
        await life.PostAsync("Chen", $"connections/{connection}/preview", more);
        await life.PatchAsync("Chen", $"connections/{connection}", more);
        await life.DeleteAsync("Chen", $"connections/{connection}/proposal");
    }

    private async Task CutAndReconnectedAsync(ApiLife life, string service, string connection)
    {
        await life.PostAsync("Priya", $"connections/{connection}/cut-off", new { reason = "Its credentials were found in public" });
        await life.ConnectionAsync(connection, "cutOff");
        await life.PostAsync("Priya", $"connections/{connection}/restore");
        var back = await life.ConnectionAsync(connection, "available");
        using (var provider = host.Ec2("payments-prod"))
        {
            var shown = await life.GetAsync("Priya", $"services/{service}");
            await provider.RejectVpcEndpointConnectionsAsync(
                new()
                {
                    ServiceId = shown.GetProperty("aws").GetProperty("serviceId").GetString(),
                    VpcEndpointIds = [back.GetProperty("endpoint").GetProperty("vpcEndpointId").GetString()],
                },
                Cancel);
        }

        await life.PostAsync("Chen", $"connections/{connection}/retry");
        await life.ConnectionAsync(connection, "disconnected");
        await life.PostAsync("Priya", $"connections/{connection}/reconnect");
        await life.ConnectionAsync(connection, "available");
        await life.AdoptedAsync(service, "storefront-prod");
    }

    private async Task SelfManagedAsync(ApiLife life)
    {
        var partner = host.Seed.Account("analytics-partner");
        Dictionary<string, object?> request = new()
        {
            ["serviceId"] = host.ServiceId,
            ["accountId"] = partner.AccountId,
            ["region"] = partner.Region,
            ["justification"] = "A partner reads payments",
        };
        var (brought, claimed) = (await life.ApprovedAsync("Amara", request), await life.ApprovedAsync("Amara", request));
        await life.ConnectionAsync(brought, "awaitingConsumer");
        await life.ConnectionAsync(claimed, "awaitingConsumer");
        var waiting = await life.GetAsync("Amara", $"connections/{brought}");
        var serviceName = waiting.GetProperty("instructions").GetProperty("serviceName").GetString()!;
        var endpoints = new List<string>();
        for (var number = 0; number < 3; number++)
        {
            endpoints.Add(await host.MakeEndpointAsync("analytics-partner", serviceName, Cancel));
        }

        await life.PutAsync("Amara", $"connections/{brought}/endpoint", new { vpcEndpointId = endpoints[0] });
        await life.ConnectionAsync(brought, "available");
        await life.PostAsync("Priya", $"services/{host.ServiceId}/retry");
        await life.UntilAsync("Priya", "arrivals", page => endpoints.Skip(1).All(page.GetRawText().Contains));
        await life.PostAsync("Priya", $"arrivals/{endpoints[1]}/claim", new { connectionId = claimed });
        await life.PostAsync("Priya", $"arrivals/{endpoints[2]}/rejection", new { reason = "Nobody knows it" });
        await life.DeleteAsync("Priya", $"arrivals/{endpoints[2]}/rejection");
    }

    private async Task EndsAsync(ApiLife life, string service, string connection)
    {
        var given = await life.ApprovedAsync("Chen", Request(service));
        await life.ConnectionAsync(given, "available");
        await life.PostAsync("Nora", $"connections/{given}/cut-off", new { reason = "Nobody answers for it" });
        // Only what AWS does not show as connected can be given up.
        await life.UntilAsync(
            "Nora", $"connections/{given}",
            seen => "rejected".Equals(seen.GetProperty("endpoint").GetProperty("awsState").GetString(), StringComparison.OrdinalIgnoreCase));
        await life.PostAsync("Nora", $"connections/{given}/abandon", new { reason = "Its account is closed" });
        await life.DeleteAsync("Chen", $"connections/{connection}?reason=Moved");
        await life.ConnectionAsync(connection, "deleted");
        await life.PostAsync("Priya", $"services/{service}/withdrawal", new { notice = "P14D", message = "Use another one" });
        await life.PostAsync("Priya", $"services/{service}/resumption");
    }

    private static async Task HistoryAsync(ApiLife life)
    {
        await life.GetAsync("Nora", "events?limit=200");
        await life.GetAsync("Nora", "audit?subjectKind=connection&limit=200");
        await life.GetAsync("Nora", "audit/verification");
    }

    private Dictionary<string, object?> Request(string service)
    {
        var request = host.Request();
        request["serviceId"] = service;
        return request;
    }

    private static object Port(int port) => new
    {
        protocol = "TCP",
        port,
        targetGroup = new { protocol = "TCP", port, targets = new[] { new { kind = "ip", id = "10.40.0.11" } } },
    };
}
