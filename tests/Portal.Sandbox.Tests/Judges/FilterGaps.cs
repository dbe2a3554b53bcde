namespace Portal.Sandbox.Tests.Judges;

/// <summary>Where the filters of the sandbox differ from those that AWS's models document, as patterns.</summary>
internal static class FilterGaps
{
    public static readonly IReadOnlyList<string> All =
    [
        // Newer than the models of Debian 12, or misspelt there.
        "+DescribeAvailabilityZones parent-zone-*",
        "+DescribeNetworkInterfaces availability-zone-id",
        "+DescribeRouteTables association.gateway-id",
        "+DescribeVpcEndpointConnections vpc-endpoint-region",
        "+DescribeVpcEndpointServices service-region",
        "+DescribeVpcEndpoints service-region",

        // No longer documented.
        "+DescribeNetworkInterfaces group-name",

        // Values of a filter that the documentation writes like filters.
        "-DescribeTags *",

        // They ask for what the sandbox has nothing of.
        "-DescribeAvailabilityZones group-long-name",
        "-DescribeNetworkInterfaces attachment.attach-time",
        "-DescribeNetworkInterfaces operator.*",
        "-DescribeInstances *",
    ];
}
