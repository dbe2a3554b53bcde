using Amazon;
using Amazon.ElasticLoadBalancingV2;
using Amazon.ElasticLoadBalancingV2.Model;
using Amazon.Extensions.NETCore.Setup;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Microsoft.Extensions.DependencyInjection;

namespace Portal.Infrastructure.Tests.Aws.ElasticLoadBalancingV2;

public sealed class SetUpTests
{
    [Theory]
    [InlineData("us-east-1", false, false, "https://elasticloadbalancing.us-east-1.amazonaws.com/")]
    [InlineData("cn-north-1", false, false, "https://elasticloadbalancing.cn-north-1.amazonaws.com.cn/")]
    [InlineData("us-gov-west-1", true, false, "https://elasticloadbalancing.us-gov-west-1.amazonaws.com/")]
    [InlineData("us-east-1", true, false, "https://elasticloadbalancing-fips.us-east-1.amazonaws.com/")]
    [InlineData("eu-west-1", false, true, "https://elasticloadbalancing.eu-west-1.api.aws/")]
    [InlineData("cn-north-1", false, true, "https://elasticloadbalancing.cn-north-1.api.amazonwebservices.com.cn/")]
    public void A_region_has_its_own_endpoint(string region, bool fips, bool dualStack, string expected)
    {
        var config = new AmazonElasticLoadBalancingV2Config
        {
            RegionEndpoint = RegionEndpoint.GetBySystemName(region),
            UseFIPSEndpoint = fips,
            UseDualstackEndpoint = dualStack,
            IgnoreConfiguredEndpointUrls = true,
        };

        var endpoint = config.DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(new DescribeTagsRequest()));

        Assert.Equal(expected, endpoint.URL);
    }

    [Fact]
    public async Task The_container_makes_a_client_that_calls_with_the_options_it_was_given()
    {
        await using var aws = await ScriptedAws.StartAsync();
        await using var services = new ServiceCollection()
            .AddDefaultAWSOptions(new AWSOptions
            {
                Credentials = new BasicAWSCredentials("AKIDEXAMPLE", "not-a-secret"),
                DefaultClientConfig = { ServiceURL = aws.Url, AuthenticationRegion = "eu-west-3", IgnoreConfiguredEndpointUrls = true },
            })
            .AddAWSService<IAmazonElasticLoadBalancingV2>()
            .BuildServiceProvider();

        await services.GetRequiredService<IAmazonElasticLoadBalancingV2>().DescribeTagsAsync(new(), TestContext.Current.CancellationToken);

        Assert.Contains("/eu-west-3/elasticloadbalancing/", Assert.Single(aws.Calls).Headers["Authorization"], StringComparison.Ordinal);
    }
}
