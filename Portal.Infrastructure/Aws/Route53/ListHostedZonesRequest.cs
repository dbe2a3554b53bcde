using Amazon.Runtime;

namespace Portal.Infrastructure.Aws.Route53;

/// <summary>Asks for the private hosted zones of a VPC.</summary>
internal sealed class ListHostedZonesRequest : AmazonWebServiceRequest
{
    public required string VpcId { get; init; }

    public required string VpcRegion { get; init; }

    public string? NextToken { get; init; }
}
