using System.Net.Http.Json;
using System.Text.Json;
using Amazon.EC2;

namespace Portal.Sandbox.Tests.Control;

public sealed class SettingsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_changed_delay_counts_for_what_begins_after_it_and_over_a_restart()
    {
        await using var scene = await Scene.StartAsync();
        var service = await scene.PublishAsync();
        (await scene.Sandbox.Control.PutAsJsonAsync("delays", new { endpointPending = "00:01:00" }, Cancel)).EnsureSuccessStatusCode();
        await scene.RestartAsync();
        var id = (await scene.ConnectAsync(service, "app-az1")).VpcEndpointId;
        await scene.AcceptAsync(service, id);
        Assert.Equal(State.Pending, (await scene.EndpointAsync(id)).State);
        scene.Sandbox.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(State.Available, (await scene.EndpointAsync(id)).State);
        (await scene.Sandbox.Control.DeleteAsync("settings", Cancel)).EnsureSuccessStatusCode();
        Assert.Equal(SandboxDelays.None, scene.Sandbox.Host.Engine.Settings.Delays);
    }

    [Fact]
    public async Task Wrong_settings_are_refused_with_all_that_is_wrong_and_change_nothing()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var wrong = new
        {
            delays = new { endpointPending = "-00:00:01", endpointDeleting = "9.00:00:00" },
            throttling = new { buckets = (object[])[new { size = 0 }] },
        };
        var reply = await sandbox.Control.PutAsJsonAsync("settings", wrong, Cancel);
        Assert.Equal(400, (int)reply.StatusCode);
        Assert.Equal(
            ["delays.endpointPending", "delays.endpointDeleting", "throttling.buckets[0].actions", "throttling.buckets[0].size and perSecond"],
            (await reply.Content.ReadFromJsonAsync<JsonElement>(Cancel))
                .GetProperty("errors")
                .EnumerateArray()
                .Select(error => error.GetString()!.Split(':')[0]));
        Assert.Equal(400, (int)(await sandbox.Control.PutAsJsonAsync("delays", new { endpointPendig = "00:00:01" }, Cancel)).StatusCode);
        Assert.Equal(SandboxDelays.None, sandbox.Host.Engine.Settings.Delays);
    }

    [Fact]
    public async Task The_ledger_is_filtered_by_everything_that_a_call_has()
    {
        await using var scene = await Scene.StartAsync();
        await scene.Consumer.DescribeVpcsAsync(Cancel);
        await Refused.AsAsync("InvalidVpcID.NotFound", () => scene.Consumer.DescribeVpcsAsync(new() { VpcIds = ["vpc-0123456789abcdef0"] }, Cancel));
        await scene.Sandbox.Ec2("storefront-prod", "eu-west-1").DescribeSubnetsAsync(Cancel);
        await scene.Provider.DescribeVpcsAsync(Cancel);
        Assert.Equal((List<long>)[1, 2, 4], await SeqsAsync("action=DescribeVpcs"));
        Assert.Equal((List<long>)[2], await SeqsAsync("error=*.NotFound"));
        Assert.Equal((List<long>)[1, 3, 4], await SeqsAsync("status=200"));
        Assert.Equal((List<long>)[3], await SeqsAsync("region=eu-*"));
        Assert.Equal((List<long>)[4], await SeqsAsync("principal=arn:aws:iam::210000000001:user/*"));
        Assert.Equal((List<long>)[2, 3], await SeqsAsync("since=1&until=3"));
        Assert.Equal((List<long>)[1, 2], await SeqsAsync("account=310000000001&limit=2"));
        Assert.Equal((List<long>)[], await SeqsAsync("service=sts"));
        Assert.Equal(400, (int)(await scene.Sandbox.Control.GetAsync("ledger?acount=1&limit=few", Cancel)).StatusCode);

        async Task<List<long>> SeqsAsync(string query) =>
            [.. (await scene.Sandbox.Control.GetStringAsync("ledger?" + query, Cancel))
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("seq").GetInt64())];
    }

    [Fact]
    public async Task Policies_are_given_and_taken_over_the_control_api()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var principal = sandbox.Account("storefront-prod").RoleArn;
        var session = sandbox.Ec2(await sandbox.AssumeAsync("storefront-prod"));
        (await sandbox.Control.PutAsJsonAsync("policies", new { principal, documents = new { } }, Cancel)).EnsureSuccessStatusCode();
        await Refused.AsAsync("UnauthorizedOperation", () => session.DescribeVpcsAsync(Cancel));
        var reply = await sandbox.Control.PutAsJsonAsync(
            "policies", new { principal = "arn:aws:iam::1:user/nobody", documents = new { broken = new { } } }, Cancel);
        Assert.Equal(400, (int)reply.StatusCode);
        Assert.Equal(2, (await reply.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("errors").GetArrayLength());
        Assert.Equal(400, (int)(await sandbox.Control.PutAsJsonAsync("trust", new { role = "nobody", document = new { } }, Cancel)).StatusCode);
    }

    [Theory]
    [InlineData("210000000001:role/AnotherRole", 204)]
    [InlineData("210000000001:role/with/a-path/AnotherRole", 204)]
    [InlineData("210000000009:role/OfNoAccountHere", 400)]
    [InlineData("210000000001:user/NoRole", 400)]
    [InlineData("210000000001:role/", 400)]
    public async Task A_role_that_is_not_there_yet_is_made_with_its_trust_policy_and_may_do_nothing(string role, int status)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var document = new
        {
            Version = "2012-10-17",
            Statement = new { Effect = "Allow", Principal = new { AWS = "210000000001" }, Action = "sts:AssumeRole" },
        };

        var reply = await sandbox.Control.PutAsJsonAsync("trust", new { role = $"arn:aws:iam::{role}", document }, JsonSerializerOptions.Default, Cancel);

        Assert.Equal(status, (int)reply.StatusCode);
        var policies = (await sandbox.Control.GetFromJsonAsync<JsonElement>("policies", Cancel)).EnumerateArray()
            .Where(one => one.GetProperty("principal").GetString() == $"arn:aws:iam::{role}").ToList();
        Assert.Equal(status == 204 ? 1 : 0, policies.Count);
        Assert.DoesNotContain(policies, one => one.GetProperty("documents").EnumerateObject().Any());
    }

    [Theory]
    [InlineData("Host", "rebound.example.com", 403)]
    [InlineData("Host", "localhost", 200)]
    [InlineData("Origin", "https://elsewhere.example.com", 403)]
    [InlineData("Origin", "null", 403)]
    public async Task Pages_of_elsewhere_do_not_steer_the_world(string header, string value, int status)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "clock");
        request.Headers.TryAddWithoutValidation(header, value);

        Assert.Equal(status, (int)(await sandbox.Control.SendAsync(request, Cancel)).StatusCode);
    }
}
