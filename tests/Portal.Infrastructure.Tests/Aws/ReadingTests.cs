using Microsoft.Extensions.Time.Testing;
using Portal.Domain.Networking;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Aws;

namespace Portal.Infrastructure.Tests.Aws;

/// <summary>A read is tried again where that can help, and absence is concluded from AWS's own word only.</summary>
public sealed class ReadingTests
{
    private const string NoEndpoints = $"<DescribeVpcEndpointsResponse><requestId>{FakeAws.RequestId}</requestId></DescribeVpcEndpointsResponse>";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_service_that_comes_back_at_the_third_try_is_no_error()
    {
        await using var aws = await FakeAws.StartAsync();
        using var clients = aws.Clients();
        aws.Answers = context => (aws.Calls.Count < 3 ? FakeAws.Refuses("Unavailable", status: 503) : FakeAws.Xml(NoEndpoints))(context);

        Assert.Empty(await FindAsync(clients));

        Assert.Equal(3, aws.Calls.Count);
    }

    [Fact]
    public async Task A_try_without_an_answer_is_given_up_and_made_again()
    {
        await using var aws = await FakeAws.StartAsync();
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        using var clients = aws.Clients(time);
        var arrived = new TaskCompletionSource();
        aws.Answers = async context =>
        {
            if (aws.Calls.Count > 1)
            {
                await FakeAws.Xml(NoEndpoints)(context);
                return;
            }

            arrived.SetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        };

        var finding = FindAsync(clients);
        await Task.WhenAny(finding, arrived.Task);
        time.Advance(TimeSpan.FromSeconds(10));

        Assert.Empty(await finding);
        Assert.Equal(2, aws.Calls.Count);
    }

    [Fact]
    public async Task A_proxys_page_is_not_taken_for_absence()
    {
        await using var aws = await FakeAws.StartAsync();
        using var clients = aws.Clients();
        aws.Answers = FakeAws.Xml("<html><body>Please sign in to the Wi-Fi</body></html>", type: "text/html");

        var failure = (await Assert.ThrowsAsync<AwsCallException>(() => FindAsync(clients))).Failure;

        Assert.Equal((RetryClass.Transient, true), (failure.Class, failure.OutcomeKnown));
    }

    [Theory]
    [InlineData("InvalidVpcEndpointId.NotFound")]
    [InlineData("InvalidVpcEndpoint.NotFound")]
    public async Task A_list_that_AWS_refuses_says_nothing_of_what_is_in_it_whatever_the_refusal_is_called(string code)
    {
        await using var aws = await FakeAws.StartAsync();
        using var clients = aws.Clients();
        aws.Answers = FakeAws.Refuses(code);

        var refused = await Assert.ThrowsAsync<AwsCallException>(() => FindAsync(clients));

        Assert.Equal(RetryClass.NotYetVisible, refused.Failure.Class);
    }

    [Fact]
    public async Task Any_other_refusal_is_none()
    {
        await using var aws = await FakeAws.StartAsync();
        using var clients = aws.Clients();
        aws.Answers = FakeAws.Refuses("UnauthorizedOperation", "You are not authorized to perform this operation.", 403);

        var refused = await Assert.ThrowsAsync<AwsCallException>(() => FindAsync(clients));

        Assert.Equal(("UnauthorizedOperation", Party.Consumer), (refused.Failure.Code, refused.Failure.Owner));
    }

    [Fact]
    public async Task A_word_that_nobody_knows_and_lists_that_are_missing_make_no_fault()
    {
        await using var aws = await FakeAws.StartAsync();
        using var clients = aws.Clients();
        aws.Answers = FakeAws.Xml(
            $"""
            <DescribeVpcEndpointsResponse><requestId>{FakeAws.RequestId}</requestId><vpcEndpointSet><item>
              <vpcEndpointId>vpce-0123456789abcdef0</vpcEndpointId><state>hibernating</state>
            </item></vpcEndpointSet></DescribeVpcEndpointsResponse>
            """);

        var endpoint = Assert.Single(await FindAsync(clients));

        Assert.Equal((VpcEndpointState.Unknown, "hibernating"), (endpoint.State, endpoint.StateText));
        Assert.Empty(endpoint.SubnetIds);
        Assert.Empty(endpoint.SecurityGroupIds);
        Assert.Empty(endpoint.DnsNames);
        Assert.Empty(endpoint.NetworkInterfaces);
        Assert.Null(endpoint.CreatedAt);
        Assert.Null(endpoint.LastError);
    }

    [Fact]
    public async Task All_pages_are_read()
    {
        await using var aws = await FakeAws.StartAsync();
        using var clients = aws.Clients();
        aws.Answers = context =>
        {
            var token = context.Request.Form["NextToken"].ToString();
            var next = token.Length == 0 ? "<nextToken>page-2</nextToken>" : "";
            return FakeAws.Xml(
                $"""
                <DescribeVpcEndpointServicePermissionsResponse><requestId>{FakeAws.RequestId}</requestId>{next}
                  <allowedPrincipals><item><principal>arn:aws:iam::00000000000{token.Length}:root</principal></item></allowedPrincipals>
                </DescribeVpcEndpointServicePermissionsResponse>
                """)(context);
        };

        var principals = await new EndpointServiceGateway(clients).PrincipalsAsync(FakeAws.Scope, "vpce-svc-0123456789abcdef0", Cancellation);

        Assert.Equal(["arn:aws:iam::000000000000:root", "arn:aws:iam::000000000006:root"], principals);
    }

    private static Task<IReadOnlyList<Domain.Connections.ObservedEndpoint>> FindAsync(AwsClients clients) =>
        new EndpointGateway(clients, new ZoneLookup(), FakeAws.Forms()).FindByIdAsync(FakeAws.Scope, "vpce-0123456789abcdef0", Cancellation);
}
