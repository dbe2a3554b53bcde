using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Aws.Steps;

namespace Portal.Infrastructure.Tests.Aws;

/// <summary>A mutating call goes out once, with a lease that lasts, and whatever comes back is told apart by whether it can have had an effect.</summary>
public sealed class SendingTests
{
    private static readonly TimeSpan MutationTimeout = TimeSpan.FromSeconds(10);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_user_agent_names_operation_and_attempt()
    {
        await using var aws = await FakeAws.StartAsync();
        using var clients = aws.Clients();
        var permit = Permits.Granted();

        var reply = await new StepGateway(clients).SendAsync(FakeAws.Scope, Permits.Delete(), permit, Cancellation);

        var call = Assert.Single(aws.Calls);
        Assert.EndsWith($" portal-operation/{permit.OperationId} portal-attempt/{permit.AttemptId}", call.UserAgent, StringComparison.Ordinal);
        Assert.DoesNotContain("user-agent", call.Authorization, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(FakeAws.RequestId, reply.AwsRequestId);
    }

    [Theory]
    [InlineData(10_000)]
    [InlineData(9_999)]
    [InlineData(-1)]
    public async Task A_lease_that_does_not_outlast_the_time_out_sends_nothing(int milliseconds)
    {
        await using var aws = await FakeAws.StartAsync();
        using var clients = aws.Clients();

        var refused = await FailsAsync(clients, Permits.Lasting(TimeSpan.FromMilliseconds(milliseconds)));

        Assert.Empty(aws.Calls);
        Assert.IsType<LeaseTooShortException>(refused.InnerException);
        Assert.False(refused.WasSent);
        Assert.Equal((RetryClass.Transient, true), (refused.Failure.Class, refused.Failure.OutcomeKnown));
    }

    [Fact]
    public async Task A_lease_that_just_outlasts_the_time_out_is_enough()
    {
        await using var aws = await FakeAws.StartAsync();
        using var clients = aws.Clients();

        await new StepGateway(clients)
            .SendAsync(FakeAws.Scope, Permits.Delete(), Permits.Lasting(MutationTimeout + TimeSpan.FromMilliseconds(1)), Cancellation);

        Assert.Single(aws.Calls);
    }

    [Fact]
    public async Task The_lease_is_looked_at_after_the_role_was_assumed()
    {
        await using var aws = await FakeAws.StartAsync();
        using var clients = aws.Clients();

        await FailsAsync(
            clients, new SendPermit(Guid.CreateVersion7(), Guid.CreateVersion7(), () => aws.RolesAssumed.IsEmpty ? TimeSpan.FromHours(1) : TimeSpan.Zero));

        Assert.Empty(aws.Calls);
    }

    [Fact]
    public async Task A_writer_without_a_permit_sends_nothing()
    {
        await using var aws = await FakeAws.StartAsync();
        using var http = new HttpClient(new PermitHandler(MutationTimeout, new SocketsHttpHandler()));

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => http.PostAsync(aws.Url, new FormUrlEncodedContent([new("Action", "DeleteVpcEndpoints")]), Cancellation));

        Assert.Empty(aws.Calls);
    }

    [Fact]
    public async Task A_permit_lets_one_sending_pass_and_no_second()
    {
        await using var aws = await FakeAws.StartAsync();
        using var http = new HttpClient(new PermitHandler(MutationTimeout, new SocketsHttpHandler()));
        Sending.Begin(Permits.Granted());
        (await http.PostAsync(aws.Url, new FormUrlEncodedContent([new("Action", "DeleteVpcEndpoints")]), Cancellation)).EnsureSuccessStatusCode();

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => http.PostAsync(aws.Url, new FormUrlEncodedContent([new("Action", "DeleteVpcEndpoints")]), Cancellation));

        Assert.Single(aws.Calls);
    }

    [Fact]
    public async Task A_permit_ends_with_the_call_it_was_given_for()
    {
        await using var aws = await FakeAws.StartAsync();
        using var clients = aws.Clients();
        await new StepGateway(clients).SendAsync(FakeAws.Scope, Permits.Delete(), Permits.Granted(), Cancellation);

        Assert.Null(Sending.Current);
    }

    [Fact]
    public async Task A_connection_that_is_cut_leaves_the_outcome_unknown_and_is_not_tried_again()
    {
        await using var aws = await FakeAws.StartAsync();
        using var clients = aws.Clients();
        // The second call goes over the first one's connection, where the SDK would try ten times more by default.
        await new StepGateway(clients).SendAsync(FakeAws.Scope, Permits.Delete(), Permits.Granted(), Cancellation);
        aws.Answers = context =>
        {
            context.Abort();
            return Task.CompletedTask;
        };

        var failure = (await FailsAsync(clients)).Failure;

        Assert.Equal(2, aws.Calls.Count);
        Assert.Equal((RetryClass.Transient, false, null), (failure.Class, failure.OutcomeKnown, failure.Code));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_whole_answer_within_the_time_out_leaves_the_outcome_unknown(bool startsToAnswer)
    {
        await using var aws = await FakeAws.StartAsync();
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        using var clients = aws.Clients(time);
        var arrived = new TaskCompletionSource();
        aws.Answers = async context =>
        {
            if (startsToAnswer)
            {
                await context.Response.WriteAsync("<DeleteVpcEndpointsResponse>", context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
            }

            arrived.SetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        };

        var sending = FailsAsync(clients);
        await Task.WhenAny(sending, arrived.Task);
        time.Advance(MutationTimeout);
        var failure = (await sending).Failure;

        Assert.Equal((RetryClass.Transient, false, null), (failure.Class, failure.OutcomeKnown, failure.Code));
        Assert.Single(aws.Calls);
    }

    [Fact]
    public async Task A_cancellation_by_the_caller_is_a_cancellation()
    {
        await using var aws = await FakeAws.StartAsync();
        using var clients = aws.Clients();
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        aws.Answers = async context =>
        {
            await stopping.CancelAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new StepGateway(clients).SendAsync(FakeAws.Scope, Permits.Delete(), Permits.Granted(), stopping.Token));
    }

    [Fact]
    public async Task A_cancellation_does_not_hide_that_nothing_was_sent()
    {
        await using var aws = await FakeAws.StartAsync();
        using var clients = aws.Clients();
        using var stopping = new CancellationTokenSource();
        var permit = new SendPermit(Guid.CreateVersion7(), Guid.CreateVersion7(), () =>
        {
            stopping.Cancel();
            return TimeSpan.Zero;
        });

        var refused = await Assert.ThrowsAsync<AwsCallException>(
            () => new StepGateway(clients).SendAsync(FakeAws.Scope, Permits.Delete(), permit, stopping.Token));

        Assert.Equal((false, true), (refused.WasSent, refused.Failure.OutcomeKnown));
    }

    [Fact]
    public async Task When_nothing_listens_nothing_can_have_happened()
    {
        await using var aws = await FakeAws.StartAsync();
        using var clients = aws.Clients();
        await new StepGateway(clients).SendAsync(FakeAws.Scope, Permits.Delete(), Permits.Granted(), Cancellation);
        await aws.DisposeAsync();

        var failure = (await FailsAsync(clients)).Failure;

        Assert.Equal((RetryClass.Transient, true), (failure.Class, failure.OutcomeKnown));
    }

    [Fact]
    public async Task A_role_that_cannot_be_assumed_has_sent_nothing()
    {
        await using var aws = await FakeAws.StartAsync();
        using var clients = aws.Clients();
        aws.AssumeRoleAnswers = FakeAws.RefusesQuery(
            "AccessDenied",
            "User: arn:aws:iam::900000000001:user/portal is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::123456789012:role/Portal");

        var refused = await FailsAsync(clients);

        Assert.Equal((RetryClass.UserFix, true, Party.Consumer), (refused.Failure.Class, refused.Failure.OutcomeKnown, refused.Failure.Owner));
        Assert.Equal("The portal may not assume its role in the account", refused.Failure.Cause);
        Assert.Equal((403, FakeAws.RequestId, false), (refused.StatusCode, refused.AwsRequestId, refused.WasSent));
        Assert.Empty(aws.Calls);
    }

    [Theory]
    [InlineData("InternalError", 500, RetryClass.Transient, false)]
    [InlineData("ServiceUnavailable", 503, RetryClass.Transient, false)]
    [InlineData("RequestLimitExceeded", 503, RetryClass.Throttled, true)]
    [InlineData("UnauthorizedOperation", 403, RetryClass.UserFix, true)]
    [InlineData("OperationInProgress", 400, RetryClass.Busy, true)]
    [InlineData("IdempotentParameterMismatch", 400, RetryClass.Terminal, false)]
    [InlineData("SomethingNew", 400, RetryClass.UserFix, true)]
    public async Task A_refusal_is_sent_once_and_known_to_have_no_effect_unless_AWS_itself_broke(
        string code, int status, RetryClass expected, bool outcomeKnown)
    {
        await using var aws = await FakeAws.StartAsync();
        using var clients = aws.Clients();
        aws.Answers = FakeAws.Refuses(code, status: status);

        var refused = await FailsAsync(clients);

        Assert.Equal((code, expected, outcomeKnown), (refused.Failure.Code, refused.Failure.Class, refused.Failure.OutcomeKnown));
        Assert.Equal((status, FakeAws.RequestId, true), (refused.StatusCode, refused.AwsRequestId, refused.WasSent));
        Assert.Single(aws.Calls);
    }

    [Theory]
    [InlineData(200, "text/html", "<html><body>Please sign in to the Wi-Fi</body></html>")]
    [InlineData(200, "text/xml", "<DeleteVpcEndpointsResponse><unsucc")]
    [InlineData(200, "text/xml", "")]
    [InlineData(502, "text/html", "<html><body>Bad gateway</body></html>")]
    [InlineData(400, "text/html", "<html><body>Your request is bad</body></html>")]
    public async Task What_is_no_reply_of_AWSs_leaves_the_outcome_unknown(int status, string type, string body)
    {
        await using var aws = await FakeAws.StartAsync();
        using var clients = aws.Clients();
        aws.Answers = FakeAws.Xml(body, status, type);

        var failure = (await FailsAsync(clients)).Failure;

        Assert.Equal((RetryClass.Transient, false, null), (failure.Class, failure.OutcomeKnown, failure.Code));
        Assert.Single(aws.Calls);
    }

    private static Task<AwsCallException> FailsAsync(AwsClients clients, SendPermit? permit = null) =>
        Assert.ThrowsAsync<AwsCallException>(
            () => new StepGateway(clients).SendAsync(FakeAws.Scope, Permits.Delete(), permit ?? Permits.Granted(), Cancellation));
}
