using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Util.Internal;

namespace Portal.Infrastructure.Aws.Route53;

/// <summary>Where and how the client reaches Route 53, which has one address a partition.</summary>
internal sealed class HostedZoneConfig : ClientConfig
{
    private static readonly DefaultConfiguration Defaults = new()
    {
        Name = DefaultConfigurationMode.Standard,
        RetryMode = RequestRetryMode.Standard,
        S3UsEast1RegionalEndpoint = S3UsEast1RegionalEndpointValue.Regional,
        ConnectTimeout = TimeSpan.FromMilliseconds(3100),
        TlsNegotiationTimeout = TimeSpan.FromMilliseconds(3100),
    };

    public HostedZoneConfig()
        : base(new DefaultConfigurationProvider([Defaults]))
    {
        ServiceId = "Route 53";
        AuthenticationServiceName = "route53";
    }

    public override string ServiceVersion => "2013-04-01";

    public override string UserAgent { get; } = InternalSDKUtils.BuildUserAgentString("Route_53", "4.0.0");

    public override string RegionEndpointServiceName => "route53";

    /// <summary>The region in which calls about a region's VPCs are signed.</summary>
    public static string SigningRegion(string region) => RegionEndpoint.GetBySystemName(region).PartitionName switch
    {
        "aws" => "us-east-1",
        "aws-cn" => "cn-northwest-1",
        "aws-us-gov" => "us-gov-west-1",
        _ => region,
    };

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        new(ServiceURL ?? PartitionUrl(RegionEndpoint));

    private static string PartitionUrl(RegionEndpoint? region) => region is null
        ? throw new AmazonClientException("No region is set: give the client a RegionEndpoint or a ServiceURL.")
        : $"https://route53.{(region.PartitionName == "aws-us-gov" ? "us-gov." : "")}{region.PartitionDnsSuffix}/";
}
