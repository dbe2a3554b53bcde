using System.Collections.Concurrent;
using Amazon.EC2;
using Amazon.EC2.Model;
using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Aws;

/// <summary>Availability Zones by their ids, since names differ between accounts; what never changes is asked for once.</summary>
public sealed class ZoneLookup
{
    private const int FilterValues = 200;
    private readonly ConcurrentDictionary<string, string> _bySubnet = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(AwsScope Scope, string Name), string> _byName = new();

    /// <summary>Zone ids by subnet id; a subnet that AWS does not show is left out.</summary>
    internal async Task<IReadOnlyDictionary<string, string>> OfSubnetsAsync(
        AmazonEC2Client ec2, IEnumerable<string> subnetIds, CancellationToken cancellationToken)
    {
        string[] wanted = [.. subnetIds.Distinct(StringComparer.Ordinal)];
        foreach (var unknown in wanted.Where(id => !_bySubnet.ContainsKey(id)).Chunk(FilterValues))
        {
            // As a filter, since one id that is gone would refuse the whole call.
            var pages = ec2.Paginators.DescribeSubnets(new DescribeSubnetsRequest { Filters = [Replies.Where("subnet-id", unknown)] }).Responses;
            foreach (var subnet in await Replies.AllAsync(pages, page => page.Subnets, cancellationToken).ConfigureAwait(false))
            {
                if (!string.IsNullOrEmpty(subnet.AvailabilityZoneId))
                {
                    _bySubnet[subnet.SubnetId] = subnet.AvailabilityZoneId;
                }
            }
        }

        return wanted.Where(_bySubnet.ContainsKey).ToDictionary(id => id, id => _bySubnet[id], StringComparer.Ordinal);
    }

    /// <summary>Zone ids by the account's own names; a name that AWS does not list is left out.</summary>
    internal async Task<IReadOnlyDictionary<string, string>> OfNamesAsync(
        AmazonEC2Client ec2, AwsScope scope, IEnumerable<string> names, CancellationToken cancellationToken)
    {
        string[] wanted = [.. names.Distinct(StringComparer.Ordinal)];
        if (wanted.Any(name => !_byName.ContainsKey((scope, name))))
        {
            var reply = Replies.Checked(
                await ec2.DescribeAvailabilityZonesAsync(new DescribeAvailabilityZonesRequest(), cancellationToken).ConfigureAwait(false));
            foreach (var zone in reply.AvailabilityZones ?? [])
            {
                _byName[(scope, zone.ZoneName)] = zone.ZoneId;
            }
        }

        return wanted.Where(name => _byName.ContainsKey((scope, name))).ToDictionary(name => name, name => _byName[(scope, name)], StringComparer.Ordinal);
    }
}
