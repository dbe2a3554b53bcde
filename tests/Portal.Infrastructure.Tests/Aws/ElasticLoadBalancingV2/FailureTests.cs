using System.Net;
using System.Xml;
using Amazon.ElasticLoadBalancingV2;
using Amazon.ElasticLoadBalancingV2.Model;
using Amazon.Runtime;

namespace Portal.Infrastructure.Tests.Aws.ElasticLoadBalancingV2;

public sealed class FailureTests
{
    private const string NoLoadBalancers = "<DescribeLoadBalancersResponse><DescribeLoadBalancersResult/></DescribeLoadBalancersResponse>";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("DeleteLoadBalancer", "LoadBalancerNotFound", typeof(LoadBalancerNotFoundException))]
    [InlineData("DeleteLoadBalancer", "ResourceInUse", typeof(ResourceInUseException))]
    [InlineData("DeleteLoadBalancer", "ValidationError", typeof(AmazonElasticLoadBalancingV2Exception))]
    [InlineData("DeleteLoadBalancer", "AccessDenied", typeof(AmazonElasticLoadBalancingV2Exception))]
    [InlineData("DeleteLoadBalancer", "", typeof(AmazonElasticLoadBalancingV2Exception))]
    [InlineData("CreateLoadBalancer", "DuplicateLoadBalancerName", typeof(DuplicateLoadBalancerNameException))]
    [InlineData("DescribeTargetHealth", "TargetGroupNotFound", typeof(TargetGroupNotFoundException))]
    [InlineData("CreateListener", "ALPNPolicyNotFound", typeof(ALPNPolicyNotSupportedException))]
    public async Task An_error_comes_as_the_exception_of_its_code_with_all_that_AWS_said(string operation, string code, Type expected)
    {
        await using var aws = await ScriptedAws.StartAsync();
        using var client = aws.Fails(code, "Load balancer 'x' says no").Client();
        var method = typeof(IAmazonElasticLoadBalancingV2).GetMethod(operation + "Async")!;
        var request = Activator.CreateInstance(method.GetParameters()[0].ParameterType);

        var error = (AmazonElasticLoadBalancingV2Exception)await Assert.ThrowsAsync(expected, () => (Task)method.Invoke(client, [request, Cancellation])!);

        Assert.Equal(code, error.ErrorCode);
        Assert.Equal("Load balancer 'x' says no", error.Message);
        Assert.Equal(HttpStatusCode.BadRequest, error.StatusCode);
        Assert.Equal(ErrorType.Sender, error.ErrorType);
        Assert.Equal("11111111-2222-3333-4444-555555555555", error.RequestId);
        Assert.Single(aws.Calls);
    }

    [Fact]
    public async Task A_service_that_comes_back_at_the_third_try_is_no_error()
    {
        await using var aws = await ScriptedAws.StartAsync();
        using var client = aws.Fails("ServiceUnavailable", status: 503).Fails("ServiceUnavailable", status: 503).Replies(NoLoadBalancers).Client();

        var response = await client.DescribeLoadBalancersAsync(new(), Cancellation);

        Assert.Equal(HttpStatusCode.OK, response.HttpStatusCode);
        Assert.Equal(3, aws.Calls.Count);
    }

    [Fact]
    public async Task With_retries_off_a_request_is_sent_once()
    {
        await using var aws = await ScriptedAws.StartAsync();
        using var client = aws.Fails("ServiceUnavailable", status: 503).Client(config => config.MaxErrorRetry = 0);

        var error = await Assert.ThrowsAsync<AmazonElasticLoadBalancingV2Exception>(() => client.DescribeLoadBalancersAsync(new(), Cancellation));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, error.StatusCode);
        Assert.Single(aws.Calls);
    }

    [Fact]
    public async Task Throttling_is_waited_out()
    {
        await using var aws = await ScriptedAws.StartAsync();
        using var client = aws.Fails("Throttling", "Rate exceeded").Fails("Throttling", "Rate exceeded").Replies(NoLoadBalancers).Client();

        await client.DescribeLoadBalancersAsync(new(), Cancellation);

        Assert.Equal(3, aws.Calls.Count);
    }

    [Fact]
    public async Task Throttling_without_end_is_reported_under_its_code()
    {
        await using var aws = await ScriptedAws.StartAsync();
        using var client = aws.Fails("Throttling", "Rate exceeded").Client();

        var error = await Assert.ThrowsAsync<AmazonElasticLoadBalancingV2Exception>(() => client.DescribeLoadBalancersAsync(new(), Cancellation));

        Assert.Equal("Throttling", error.ErrorCode);
        Assert.Equal(3, aws.Calls.Count);
    }

    [Fact]
    public async Task A_proxys_error_page_is_a_failure_without_a_code()
    {
        await using var aws = await ScriptedAws.StartAsync();
        using var client = aws.Replies("<html><body><h1>502 Bad Gateway</h1></body></html>", 502).Client(config => config.MaxErrorRetry = 0);

        var error = await Assert.ThrowsAsync<AmazonElasticLoadBalancingV2Exception>(() => client.DescribeLoadBalancersAsync(new(), Cancellation));

        Assert.Null(error.ErrorCode);
        Assert.Equal(HttpStatusCode.BadGateway, error.StatusCode);
    }

    [Fact]
    public async Task A_web_page_instead_of_a_reply_reads_as_a_reply_without_lists()
    {
        await using var aws = await ScriptedAws.StartAsync();
        using var client = aws.Replies("<!DOCTYPE html><html><body>Please sign in</body></html>").Client();

        var response = await client.DescribeLoadBalancersAsync(new(), Cancellation);

        Assert.Null(response.LoadBalancers);
    }

    [Theory]
    [InlineData("<DescribeLoadBalancersResponse><DescribeLoadBalancersResult>")]
    [InlineData("")]
    [InlineData("not XML at all")]
    public async Task A_reply_that_is_no_XML_fails_at_once(string body)
    {
        await using var aws = await ScriptedAws.StartAsync();
        using var client = aws.Replies(body).Client();

        await Assert.ThrowsAsync<XmlException>(() => client.DescribeLoadBalancersAsync(new(), Cancellation));

        Assert.Single(aws.Calls);
    }

    [Fact]
    public async Task Nothing_that_listens_is_a_connection_failure()
    {
        var aws = await ScriptedAws.StartAsync();
        using var client = aws.Client(config => config.MaxErrorRetry = 0);
        await aws.DisposeAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => client.DescribeLoadBalancersAsync(new(), Cancellation));
    }

    [Fact]
    public async Task A_cancelled_call_ends_as_cancelled()
    {
        await using var aws = await ScriptedAws.StartAsync();
        using var client = aws.Client();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.DescribeLoadBalancersAsync(new(), new CancellationToken(canceled: true)));

        Assert.Empty(aws.Calls);
    }
}
