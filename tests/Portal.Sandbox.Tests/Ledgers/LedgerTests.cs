using System.Text.Json;

namespace Portal.Sandbox.Tests.Ledgers;

public sealed class LedgerTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_call_is_listed_with_who_what_and_result()
    {
        await using var scene = await Scene.StartAsync();
        var service = await scene.PublishAsync();
        var endpoint = await scene.ConnectAsync(service, "app-az1");
        await Refused.AsAsync("DuplicateSubnetsInSameZone", () => scene.ConnectAsync(service, "app-az1", "batch-az1"));
        var calls = await ReadAsync(scene.Sandbox, "?account=310000000001&action=CreateVpcEndpoint");
        Assert.Equal(2, calls.Count);
        Assert.Equal("arn:aws:iam::310000000001:user/admin", calls[0].GetProperty("principal").GetString());
        Assert.Equal(
            ("ec2", "us-east-1", 200),
            (calls[0].GetProperty("service").GetString(), calls[0].GetProperty("region").GetString(), calls[0].GetProperty("status").GetInt32()));
        Assert.Equal([endpoint.VpcEndpointId], calls[0].GetProperty("resultIds").EnumerateArray().Select(id => id.GetString()));
        Assert.Equal(service.ServiceName, calls[0].GetProperty("parameters").GetProperty("ServiceName").GetString());
        Assert.Contains("aws-sdk-dotnet", calls[0].GetProperty("userAgent").GetString(), StringComparison.Ordinal);
        Assert.Equal((400, "DuplicateSubnetsInSameZone"), (calls[1].GetProperty("status").GetInt32(), calls[1].GetProperty("errorCode").GetString()));
    }

    [Fact]
    public async Task A_refused_call_is_listed_with_its_caller_if_the_signature_was_right()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await new RawRequest(sandbox, "quarry-saas").SendAsync("Action=LaunchRocket&Version=2016-11-15");
        await new RawRequest(sandbox, "quarry-saas").SendAsync("Action=DescribeVpcs&Version=2016-11-15", signedBody: "Action=DescribeSubnets");
        var calls = await ReadAsync(sandbox, "");
        Assert.Equal(("InvalidAction", "220000000001"), (calls[0].GetProperty("errorCode").GetString(), calls[0].GetProperty("account").GetString()));
        Assert.Equal("AuthFailure", calls[1].GetProperty("errorCode").GetString());
        Assert.False(calls[1].TryGetProperty("account", out _));
    }

    [Fact]
    public async Task It_is_read_on_from_any_entry()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        for (var i = 0; i < 5; i++)
        {
            await sandbox.Ec2("quarry-saas").DescribeVpcsAsync(Cancel);
        }

        var all = await ReadAsync(sandbox, "");
        var rest = await ReadAsync(sandbox, $"?since={all[2].GetProperty("seq").GetInt64()}");
        Assert.Equal(all.Skip(3).Select(call => call.GetProperty("requestId").GetString()), rest.Select(call => call.GetProperty("requestId").GetString()));
        Assert.Empty(await ReadAsync(sandbox, $"?since={all[4].GetProperty("seq").GetInt64()}"));
        Assert.Equal(400, (int)(await sandbox.Control.GetAsync("ledger?since=yesterday", Cancel)).StatusCode);
    }

    [Fact]
    public async Task No_secret_token_or_signature_is_in_any_line()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var account = sandbox.Account("payments-prod");
        var keys = (await sandbox.Sts("privatelink-portal").AssumeRoleAsync(
            new() { RoleArn = account.RoleArn, ExternalId = account.ExternalId, RoleSessionName = "portal" }, Cancel)).Credentials;
        await sandbox.Ec2(keys).DescribeVpcsAsync(Cancel);
        var ledger = await sandbox.Control.GetStringAsync("ledger", Cancel);
        foreach (var secret in (string[])[keys.SecretAccessKey, keys.SessionToken, account.SecretAccessKey, "Signature", "X-Amz"])
        {
            Assert.DoesNotContain(secret, ledger, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task It_goes_on_after_a_restart_where_it_stopped()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.Ec2("quarry-saas").DescribeVpcsAsync(Cancel);
        var before = await ReadAsync(sandbox, "");
        await sandbox.RestartAsync();
        await sandbox.Ec2("quarry-saas").DescribeVpcsAsync(Cancel);
        var after = await ReadAsync(sandbox, "");
        Assert.Equal(before[0].GetProperty("requestId").GetString(), after[0].GetProperty("requestId").GetString());
        Assert.Equal([1L, 2L], after.Select(call => call.GetProperty("seq").GetInt64()));
    }

    private static async Task<List<JsonElement>> ReadAsync(TestSandbox sandbox, string query) =>
        [.. (await sandbox.Control.GetStringAsync("ledger" + query, Cancel))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)];
}
