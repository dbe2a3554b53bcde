using System.Collections.Concurrent;
using Amazon.EC2;
using Amazon.EC2.Model;

namespace Portal.Infrastructure.Aws;

/// <summary>The Availability Zone id of every subnet that was asked for; a subnet never moves, so it is asked for once.</summary>
public sealed class SubnetZones
{
    private const int FilterValues = 200;
    private readonly ConcurrentDictionary<string, string> _zones = new(StringComparer.Ordinal);

    /// <summary>Zone ids by subnet id; a subnet that AWS does not show is left out.</summary>
    internal async Task<IReadOnlyDictionary<string, string>> OfAsync(AmazonEC2Client ec2, IEnumerable<string> subnetIds, CancellationToken cancellationToken)
    {
        string[] wanted = [.. subnetIds.Distinct(StringComparer.Ordinal)];
        foreach (var unknown in wanted.Where(id => !_zones.ContainsKey(id)).Chunk(FilterValues))
        {
            // As a filter, since one id that is gone would refuse the whole call.
            var pages = ec2.Paginators.DescribeSubnets(new DescribeSubnetsRequest { Filters = [Replies.Where("subnet-id", unknown)] }).Responses;
            foreach (var subnet in await Replies.AllAsync(pages, page => page.Subnets, cancellationToken).ConfigureAwait(false))
            {
                if (!string.IsNullOrEmpty(subnet.AvailabilityZoneId))
                {
                    _zones[subnet.SubnetId] = subnet.AvailabilityZoneId;
                }
            }
        }

        return wanted.Where(_zones.ContainsKey).ToDictionary(id => id, id => _zones[id], StringComparer.Ordinal);
    }
}
