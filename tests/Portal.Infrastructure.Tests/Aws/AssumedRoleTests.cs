using Microsoft.Extensions.Time.Testing;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Aws.Steps;

namespace Portal.Infrastructure.Tests.Aws;

/// <summary>A role is assumed once, renewed in time, and never stays refused.</summary>
public sealed class AssumedRoleTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_role_is_assumed_with_its_external_id_at_home_and_used_wherever_it_is_needed()
    {
        await using var aws = await FakeAws.StartAsync();
        using var clients = aws.Clients(change: options => (options.SessionNamePrefix, options.HomeRegion) = ("our-portal", "eu-central-1"));

        await SendAsync(clients);

        var role = Assert.Single(aws.RolesAssumed);
        Assert.Equal(("arn:aws:iam::123456789012:role/Portal", "an-external-id"), (role.Form["RoleArn"], role.Form["ExternalId"]));
        Assert.Matches("^our-portal-[A-Za-z0-9_+=,.@-]{1,53}$", role.Form["RoleSessionName"]);
        Assert.Contains("/eu-central-1/sts/", role.Authorization, StringComparison.Ordinal);
        Assert.Contains("/eu-west-1/ec2/", Assert.Single(aws.Calls).Authorization, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_session_serves_the_readers_and_writers_of_all_regions_of_an_account()
    {
        await using var aws = await FakeAws.StartAsync();
        using var clients = aws.Clients();

        await SendAsync(clients);
        await new EndpointServiceGateway(clients).PrincipalsAsync(FakeAws.Scope, "vpce-svc-1", Cancellation);
        await SendAsync(clients, FakeAws.Scope with { Region = "ap-east-1" });

        Assert.Single(aws.RolesAssumed);
        Assert.Contains("/ap-east-1/ec2/", aws.Calls.Last().Authorization, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_of_another_partition_is_refused_in_words_and_not_asked_for()
    {
        await using var aws = await FakeAws.StartAsync();
        using var clients = aws.Clients(change: options => options.HomeRegion = "cn-north-1");

        var failure = (await Assert.ThrowsAsync<AwsCallException>(() => SendAsync(clients))).Failure;

        Assert.Equal(
            "Account 123456789012 lies in the AWS partition aws; this portal is at home in cn-north-1 and reaches only accounts of aws-cn", failure.Cause);
        Assert.Equal((RetryClass.UserFix, Party.Operator), (failure.Class, failure.Owner));
        Assert.Empty(aws.RolesAssumed);
    }

    [Fact]
    public async Task A_region_that_nobody_knows_is_asked_nowhere_and_no_client_is_kept_for_it()
    {
        await using var aws = await FakeAws.StartAsync();
        using var clients = aws.Clients(change: options => options.Regions.Add("eu-north-9"));

        var failure = (await Assert.ThrowsAsync<AwsCallException>(() => SendAsync(clients, FakeAws.Scope with { Region = "us-mars-1" }))).Failure;
        Assert.Equal("The portal knows no AWS region us-mars-1", failure.Cause);
        Assert.Equal((0, 0), (aws.Calls.Count, clients.ScopesKept));

        await SendAsync(clients, FakeAws.Scope with { Region = "eu-north-9" });
        Assert.Equal((1, 1), (aws.Calls.Count, clients.ScopesKept));
    }

    [Fact]
    public async Task A_session_is_renewed_five_minutes_before_its_end()
    {
        await using var aws = await FakeAws.StartAsync();
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        aws.Now = time.GetUtcNow;
        using var clients = aws.Clients(time);

        await SendAsync(clients);
        time.Advance(TimeSpan.FromMinutes(54));
        await SendAsync(clients);
        Assert.Single(aws.RolesAssumed);
        time.Advance(TimeSpan.FromMinutes(1));
        await SendAsync(clients);

        Assert.Equal(2, aws.RolesAssumed.Count);
        Assert.Contains("=ASIA2/", aws.Calls.Last().Authorization, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_calls_at_once_assume_the_role_once()
    {
        await using var aws = await FakeAws.StartAsync();
        using var clients = aws.Clients();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => SendAsync(clients)));

        Assert.Single(aws.RolesAssumed);
        Assert.Equal(20, aws.Calls.Count);
    }

    [Fact]
    public async Task A_refusal_is_not_remembered()
    {
        await using var aws = await FakeAws.StartAsync();
        using var clients = aws.Clients();
        aws.AssumeRoleAnswers = FakeAws.RefusesQuery("AccessDenied");
        await Assert.ThrowsAsync<AwsCallException>(() => SendAsync(clients));

        aws.AssumeRoleAnswers = null;
        await SendAsync(clients);

        Assert.Single(aws.Calls);
    }

    [Fact]
    public async Task A_session_that_AWS_calls_expired_is_renewed_at_the_next_call()
    {
        await using var aws = await FakeAws.StartAsync();
        using var clients = aws.Clients();
        aws.Answers = FakeAws.Refuses("RequestExpired");
        await Assert.ThrowsAsync<AwsCallException>(() => SendAsync(clients));
        aws.Answers = FakeAws.Xml($"<DeleteVpcEndpointsResponse><requestId>{FakeAws.RequestId}</requestId></DeleteVpcEndpointsResponse>");

        await SendAsync(clients);

        Assert.Equal(2, aws.RolesAssumed.Count);
    }

    [Fact]
    public async Task A_forgotten_account_is_asked_for_anew_and_others_are_left_alone()
    {
        await using var aws = await FakeAws.StartAsync();
        using var clients = aws.Clients();
        var other = FakeAws.Scope with { AccountId = "210987654321" };
        await SendAsync(clients);
        await SendAsync(clients, other);

        clients.Forget(FakeAws.Account);
        await SendAsync(clients);
        await SendAsync(clients, other);

        Assert.Equal(["arn:aws:iam::123456789012:role/Portal", "arn:aws:iam::210987654321:role/Portal", "arn:aws:iam::123456789012:role/Portal"],
            aws.RolesAssumed.Select(call => call.Form["RoleArn"]));
    }

    private static Task<StepReply> SendAsync(AwsClients clients, AwsScope? scope = null) =>
        new StepGateway(clients).SendAsync(scope ?? FakeAws.Scope, Permits.Delete(), Permits.Granted(), Cancellation);
}
