using Amazon.Runtime;

namespace Portal.Infrastructure.Aws.Route53;

/// <summary>One page of private hosted zones.</summary>
internal sealed class ListHostedZonesResponse : AmazonWebServiceResponse
{
    public IReadOnlyList<HostedZoneSummary> HostedZones { get; init; } = [];

    public string? NextToken { get; init; }
}
