using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Util.Internal;

namespace Amazon.ElasticLoadBalancingV2;

/// <summary>Where and how the client reaches Elastic Load Balancing: a region or a service URL, retries and time-outs.</summary>
public class AmazonElasticLoadBalancingV2Config : ClientConfig
{
    private static readonly DefaultConfiguration Defaults = new()
    {
        Name = DefaultConfigurationMode.Standard,
        RetryMode = RequestRetryMode.Standard,
        S3UsEast1RegionalEndpoint = S3UsEast1RegionalEndpointValue.Regional,
        ConnectTimeout = TimeSpan.FromMilliseconds(3100),
        TlsNegotiationTimeout = TimeSpan.FromMilliseconds(3100),
    };

    public AmazonElasticLoadBalancingV2Config()
        : base(new DefaultConfigurationProvider([Defaults]))
    {
        ServiceId = "Elastic Load Balancing v2";
        // Versions 1 and 2 share the signing name; the Version parameter tells them apart.
        AuthenticationServiceName = "elasticloadbalancing";
    }

    public override string ServiceVersion => "2015-12-01";

    // The header's api/ token must not have spaces, so the service id goes in without them.
    public override string UserAgent { get; } = InternalSDKUtils.BuildUserAgentString("Elastic_Load_Balancing_v2", "4.0.0");

    public override string RegionEndpointServiceName => "elasticloadbalancing";

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) => new(ServiceURL ?? RegionalUrl(RegionEndpoint));

    private string RegionalUrl(RegionEndpoint? region)
    {
        if (region is null)
        {
            throw new AmazonClientException("No region is set: give the client a RegionEndpoint or a ServiceURL.");
        }

        // GovCloud's ordinary endpoint is the FIPS one.
        var host = UseFIPSEndpoint && region.PartitionName != "aws-us-gov" ? "elasticloadbalancing-fips" : "elasticloadbalancing";
        return $"https://{host}.{region.SystemName}.{(UseDualstackEndpoint ? DualStackSuffix(region) : region.PartitionDnsSuffix)}/";
    }

    private static string DualStackSuffix(RegionEndpoint region) => region.PartitionName switch
    {
        "aws" or "aws-us-gov" => "api.aws",
        "aws-cn" => "api.amazonwebservices.com.cn",
        var partition => throw new AmazonClientException($"Dual stack is not offered in the partition {partition}."),
    };
}
