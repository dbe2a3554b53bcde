using Portal.Domain.EndpointServices;

namespace Portal.Domain.Tests.EndpointServices;

public sealed class HealthCheckTests
{
    [Theory]
    [InlineData("TCP", 5, 4)]
    [InlineData("TCP", 10, 9)]
    [InlineData("TCP", 11, null)]
    [InlineData("HTTPS", 10, 9)]
    [InlineData("HTTP", 6, 5)]
    [InlineData("HTTP", 7, null)]
    [InlineData("HTTP", null, null)]
    public void The_time_out_is_below_the_interval_where_AWSs_own_would_not_be(string protocol, int? interval, int? timeout) =>
        Assert.Equal(timeout, new HealthCheck(protocol, IntervalSeconds: interval).SentTimeoutSeconds);
}
