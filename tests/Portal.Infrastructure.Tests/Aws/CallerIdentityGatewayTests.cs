using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Tests.Aws.Sandbox;

namespace Portal.Infrastructure.Tests.Aws;

/// <summary>A request that somebody else signed: it goes to AWS's token service and nowhere else, and only AWS's own words count.</summary>
public sealed class CallerIdentityGatewayTests
{
    private static readonly SignedIdentityRequest Question = new("eu-west-1", "AWS4-HMAC-SHA256 x", "20260301T120000Z", "a-token", "a-challenge");

    [Theory]
    [InlineData("us-east-1", "https://sts.us-east-1.amazonaws.com/")]
    [InlineData("cn-north-1", "https://sts.cn-north-1.amazonaws.com.cn/")]
    [InlineData("us-gov-west-1", "https://sts.us-gov-west-1.amazonaws.com/")]
    public async Task It_goes_to_the_token_service_of_the_accounts_region(string region, string address)
    {
        await using var aws = await FakeAws.StartAsync();
        using var clients = aws.Clients();

        Assert.Equal(address, new CallerIdentityGateway(clients, Options.Create(new AwsOptions())).EndpointOf(region).AbsoluteUri);
        Assert.Equal(aws.Url, Gateway(aws, clients).EndpointOf(region));
    }

    [Fact]
    public async Task It_carries_what_was_signed_and_none_of_the_portals_own_credentials()
    {
        await using var aws = await FakeAws.StartAsync();
        using var clients = aws.Clients();
        var seen = new Dictionary<string, string>();
        aws.Answers = context =>
        {
            foreach (var name in new[] { "Authorization", "X-Amz-Date", "X-Portal-Challenge", "X-Amz-Security-Token", "Content-Type" })
            {
                seen[name] = context.Request.Headers[name].ToString();
            }

            return Says("123456789012")(context);
        };

        var identity = await Gateway(aws, clients).AskAsync(Question, SandboxWorld.Cancellation);

        Assert.Equal(("123456789012", null), (identity.AccountId, identity.Refusal));
        Assert.Equal(
            ["AWS4-HMAC-SHA256 x", "20260301T120000Z", "a-challenge", "a-token", "application/x-www-form-urlencoded; charset=utf-8"], seen.Values);
        Assert.Equal("GetCallerIdentity", Assert.Single(aws.Calls).Action);
        Assert.Empty(aws.RolesAssumed);
    }

    [Fact]
    public async Task A_redirect_is_followed_nowhere_and_says_nothing()
    {
        await using var elsewhere = await FakeAws.StartAsync();
        elsewhere.Answers = Says("123456789012");
        await using var aws = await FakeAws.StartAsync();
        using var clients = aws.Clients();
        aws.Answers = context =>
        {
            context.Response.Redirect(elsewhere.Url.AbsoluteUri, permanent: false, preserveMethod: true);
            return Task.CompletedTask;
        };

        await UnknownAsync(aws, clients);

        Assert.Empty(elsewhere.Calls);
    }

    [Fact]
    public async Task When_AWS_is_down_slow_or_not_to_be_understood_nothing_is_concluded()
    {
        await using var aws = await FakeAws.StartAsync();
        using var clients = aws.Clients(change: options => options.ReadTimeout = TimeSpan.FromSeconds(1));
        foreach (var answers in new[]
        {
            FakeAws.RefusesQuery("ServiceUnavailable", status: 503), FakeAws.RefusesQuery("Throttling", status: 400), FakeAws.Xml("<html>Sorry</html>"),
            FakeAws.Xml("Sorry"), FakeAws.Xml("{}", 403), FakeAws.Xml("<a/>", 403), Says("not an account"),
            FakeAws.Xml("<Elsewhere><Account>123456789012</Account></Elsewhere>"),
            FakeAws.Xml("<!DOCTYPE x [<!ENTITY a \"123456789012\">]><GetCallerIdentityResponse><Account>&a;</Account></GetCallerIdentityResponse>"),
            FakeAws.Xml($"<a>{new string('x', 100_000)}</a>"),
            context => Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted),
        })
        {
            aws.Answers = answers;
            await UnknownAsync(aws, clients);
        }
    }

    [Theory]
    [InlineData("SignatureDoesNotMatch", "Signature expired: x is now earlier than y", "too old")]
    [InlineData("SignatureDoesNotMatch", "The request signature we calculated does not match", "does not fit")]
    [InlineData("ExpiredToken", "The security token included in the request is expired", "have expired")]
    [InlineData("InvalidClientTokenId", "The security token included in the request is invalid.", "does not know the credentials")]
    [InlineData("RegionDisabledException", "STS is not activated in this region", "not enabled")]
    [InlineData("SomethingNew", "No.", "SomethingNew")]
    public async Task What_AWS_refuses_is_said_in_words_that_are_not_about_the_portal(string code, string message, string words)
    {
        await using var aws = await FakeAws.StartAsync();
        using var clients = aws.Clients();
        aws.Answers = FakeAws.RefusesQuery(code, message);

        var identity = await Gateway(aws, clients).AskAsync(Question, SandboxWorld.Cancellation);

        Assert.Null(identity.AccountId);
        Assert.Contains(words, identity.Refusal, StringComparison.Ordinal);
    }

    private static async Task UnknownAsync(FakeAws aws, AwsClients clients)
    {
        var failed = await Assert.ThrowsAsync<AwsCallException>(() => Gateway(aws, clients).AskAsync(Question, SandboxWorld.Cancellation));
        Assert.True(failed.Failure.Class is RetryClass.Transient or RetryClass.Throttled, failed.Failure.Cause);
    }

    private static CallerIdentityGateway Gateway(FakeAws aws, AwsClients clients) =>
        new(clients, Options.Create(new AwsOptions { ServiceUrl = aws.Url }));

    private static Func<HttpContext, Task> Says(string account) => FakeAws.Xml(
        $"<GetCallerIdentityResponse><GetCallerIdentityResult><Account>{account}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>");
}
