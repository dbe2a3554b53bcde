using Amazon.Runtime;

namespace Portal.Sandbox.Tests.Signing;

public sealed class SignatureTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_signed_call_is_answered_in_the_name_of_its_key()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var identity = await sandbox.Sts("privatelink-portal").GetCallerIdentityAsync(new(), Cancel);
        Assert.Equal("900000000001", identity.Account);
        Assert.Equal("arn:aws:iam::900000000001:user/privatelink-portal", identity.Arn);
        Assert.StartsWith("AIDA", identity.UserId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_secret_is_refused_in_the_words_of_each_api()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var keys = new BasicAWSCredentials(sandbox.Account("payments-prod").AccessKeyId, new string('x', 40));
        var byEc2 = await Refused.AsAsync("AuthFailure", () => sandbox.Ec2(keys).DescribeVpcsAsync(Cancel));
        var bySts = await Refused.AsAsync("SignatureDoesNotMatch", () => sandbox.Sts(keys).GetCallerIdentityAsync(new(), Cancel));
        Assert.Equal(401, (int)byEc2.StatusCode);
        Assert.Equal(403, (int)bySts.StatusCode);
    }

    [Fact]
    public async Task An_unknown_key_is_refused_in_the_words_of_each_api()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var keys = new BasicAWSCredentials("AKIAAAAAAAAAAAAAAAAA", new string('x', 40));
        await Refused.AsAsync("AuthFailure", () => sandbox.Ec2(keys).DescribeVpcsAsync(Cancel));
        await Refused.AsAsync("InvalidClientTokenId", () => sandbox.Sts(keys).GetCallerIdentityAsync(new(), Cancel));
    }

    [Fact]
    public async Task A_session_token_that_does_not_belong_to_the_key_is_refused()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var account = sandbox.Account("payments-prod");
        var keys = new SessionAWSCredentials(account.AccessKeyId, account.SecretAccessKey, "somebody-elses-token");
        await Refused.AsAsync("AuthFailure", () => sandbox.Ec2(keys).DescribeVpcsAsync(Cancel));
        await Refused.AsAsync("InvalidClientTokenId", () => sandbox.Sts(keys).GetCallerIdentityAsync(new(), Cancel));
    }

    [Fact]
    public async Task A_signature_is_stale_after_five_minutes_for_ec2_and_after_fifteen_for_the_others()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        sandbox.Clock.Advance(TimeSpan.FromMinutes(4));
        await sandbox.Ec2("payments-prod").DescribeVpcsAsync(Cancel);
        sandbox.Clock.Advance(TimeSpan.FromMinutes(2));
        await Refused.AsAsync("RequestExpired", () => sandbox.Ec2("payments-prod").DescribeVpcsAsync(Cancel));
        sandbox.Clock.Advance(TimeSpan.FromMinutes(8));
        await sandbox.Sts("payments-prod").GetCallerIdentityAsync(new(), Cancel);
        sandbox.Clock.Advance(TimeSpan.FromMinutes(2));
        var bySts = await Refused.AsAsync("SignatureDoesNotMatch", () => sandbox.Sts("payments-prod").GetCallerIdentityAsync(new(), Cancel));
        Assert.StartsWith("Signature expired: ", bySts.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Elastic_load_balancing_refuses_each_wrong_signature_in_its_own_words()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var account = sandbox.Account("payments-prod");
        await RefusedAsync("SignatureDoesNotMatch", new BasicAWSCredentials(account.AccessKeyId, new string('x', 40)));
        await RefusedAsync("InvalidClientTokenId", new BasicAWSCredentials("AKIAAAAAAAAAAAAAAAAA", new string('x', 40)));
        var session = (await sandbox.AssumeAsync("payments-prod")).GetCredentials();
        await RefusedAsync("InvalidClientTokenId", new SessionAWSCredentials(session.AccessKey, session.SecretKey, session.Token[..^4] + "AAAA"));
        await RefusedAsync("InvalidClientTokenId", new BasicAWSCredentials(session.AccessKey, session.SecretKey));
        sandbox.Clock.Advance(TimeSpan.FromMinutes(14));
        await ListAsync(new SessionAWSCredentials(session.AccessKey, session.SecretKey, session.Token));
        sandbox.Clock.Advance(TimeSpan.FromMinutes(2));
        await RefusedAsync("SignatureDoesNotMatch", new SessionAWSCredentials(session.AccessKey, session.SecretKey, session.Token));

        Task ListAsync(AWSCredentials keys) => sandbox.Elb(keys)
            .DescribeLoadBalancersAsync(new Amazon.ElasticLoadBalancingV2.Model.DescribeLoadBalancersRequest(), Cancel);

        async Task RefusedAsync(string code, AWSCredentials keys) => Assert.Equal(403, (int)(await Refused.AsAsync(code, () => ListAsync(keys))).StatusCode);
    }

    [Fact]
    public async Task A_signature_from_the_future_is_refused()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        sandbox.Clock.AdjustTime(sandbox.Clock.GetUtcNow() - TimeSpan.FromMinutes(6));
        await Refused.AsAsync("RequestExpired", () => sandbox.Ec2("payments-prod").DescribeVpcsAsync(Cancel));
        sandbox.Clock.AdjustTime(sandbox.Clock.GetUtcNow() - TimeSpan.FromMinutes(10));
        var bySts = await Refused.AsAsync("SignatureDoesNotMatch", () => sandbox.Sts("payments-prod").GetCallerIdentityAsync(new(), Cancel));
        Assert.StartsWith("Signature not yet current: ", bySts.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_body_breaks_the_signature()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var raw = new RawRequest(sandbox, "payments-prod");
        var (status, body) = await raw.SendAsync("Action=DescribeVpcs&Version=2016-11-15", signedBody: "Action=DescribeSubnets&Version=2016-11-15");
        Assert.Equal(401, status);
        Assert.Contains("<Code>AuthFailure</Code>", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unsigned_call_is_missing_its_token()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        using var http = new HttpClient();
        var reply = await http.GetAsync(new Uri(sandbox.Host.AwsEndpoint, "?Action=GetCallerIdentity&Version=2011-06-15"), Cancel);
        Assert.Equal(403, (int)reply.StatusCode);
        Assert.Contains("<Code>MissingAuthenticationToken</Code>", await reply.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }
}
