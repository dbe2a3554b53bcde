using Amazon.Runtime;
using Amazon.SecurityToken.Model;

namespace Portal.Sandbox.Tests.Identities;

public sealed class AssumeRoleTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_hub_acts_in_a_team_account_with_the_role_and_its_external_id()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var assumed = await sandbox.Sts("privatelink-portal").AssumeRoleAsync(Request(sandbox, "payments-prod"), Cancel);
        var session = new SessionAWSCredentials(assumed.Credentials.AccessKeyId, assumed.Credentials.SecretAccessKey, assumed.Credentials.SessionToken);

        Assert.Equal("arn:aws:sts::210000000001:assumed-role/PrivateLinkPortal/tests", assumed.AssumedRoleUser.Arn);
        Assert.Equal("arn:aws:sts::210000000001:assumed-role/PrivateLinkPortal/tests", (await sandbox.Sts(session).GetCallerIdentityAsync(new(), Cancel)).Arn);
        Assert.Equal(2, (await sandbox.Ec2(session).DescribeVpcsAsync(Cancel)).Vpcs.Count);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("guessed")]
    public async Task Without_the_right_external_id_it_is_denied(string? externalId)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var request = Request(sandbox, "payments-prod");
        request.ExternalId = externalId;
        var refusal = await Refused.AsAsync("AccessDenied", () => sandbox.Sts("privatelink-portal").AssumeRoleAsync(request, Cancel));
        Assert.Equal(403, (int)refusal.StatusCode);
    }

    [Fact]
    public async Task Another_account_than_the_hub_is_denied_even_with_the_external_id()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await Refused.AsAsync("AccessDenied", () => sandbox.Sts("quarry-saas").AssumeRoleAsync(Request(sandbox, "payments-prod"), Cancel));
    }

    [Fact]
    public async Task A_role_that_does_not_exist_is_denied_like_any_other()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var request = Request(sandbox, "payments-prod");
        request.RoleArn = "arn:aws:iam::210000000001:role/Nobody";
        await Refused.AsAsync("AccessDenied", () => sandbox.Sts("privatelink-portal").AssumeRoleAsync(request, Cancel));
    }

    [Fact]
    public async Task A_session_ends_with_its_duration()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var request = Request(sandbox, "payments-prod");
        request.DurationSeconds = 900;

        // Assumed fourteen minutes ago by the sandbox's clock, so that the SDK's signatures are still fresh when it ends.
        sandbox.Clock.AdjustTime(sandbox.Clock.GetUtcNow() - TimeSpan.FromMinutes(14));
        var keys = (await sandbox.Sts("privatelink-portal").AssumeRoleAsync(request, Cancel)).Credentials;
        sandbox.Clock.Advance(TimeSpan.FromMinutes(16));
        var session = new SessionAWSCredentials(keys.AccessKeyId, keys.SecretAccessKey, keys.SessionToken);
        await Refused.AsAsync("ExpiredToken", () => sandbox.Sts(session).GetCallerIdentityAsync(new(), Cancel));
        await Refused.AsAsync("RequestExpired", () => sandbox.Ec2(session).DescribeVpcsAsync(Cancel));
    }

    [Fact]
    public async Task A_session_survives_a_restart()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var keys = (await sandbox.Sts("privatelink-portal").AssumeRoleAsync(Request(sandbox, "payments-prod"), Cancel)).Credentials;
        await sandbox.RestartAsync();
        var session = new SessionAWSCredentials(keys.AccessKeyId, keys.SecretAccessKey, keys.SessionToken);
        Assert.Equal("210000000001", (await sandbox.Sts(session).GetCallerIdentityAsync(new(), Cancel)).Account);
    }

    [Theory]
    [InlineData("no spaces please", 900)]
    [InlineData("x", 900)]
    [InlineData("tests", 899)]
    [InlineData("tests", 43201)]
    [InlineData("tests", 3601)]
    public async Task A_request_outside_the_limits_is_a_validation_error(string session, int seconds)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var request = Request(sandbox, "payments-prod");
        (request.RoleSessionName, request.DurationSeconds) = (session, seconds);
        await Refused.AsAsync("ValidationError", () => sandbox.Sts("privatelink-portal").AssumeRoleAsync(request, Cancel));
    }

    private static AssumeRoleRequest Request(TestSandbox sandbox, string alias) =>
        new() { RoleArn = sandbox.Account(alias).RoleArn, RoleSessionName = "tests", ExternalId = sandbox.Account(alias).ExternalId };
}
