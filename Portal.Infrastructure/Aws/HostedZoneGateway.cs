using Portal.Domain.PrivateDns;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Aws.Route53;

namespace Portal.Infrastructure.Aws;

/// <summary>Reads which private hosted zones a VPC asks. A role need not allow it: then that is said, and nothing fails.</summary>
public sealed class HostedZoneGateway(AwsClients clients)
{
    // A person waits for it, and gets along without.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);
    private const int MostPages = 10;

    public async Task<HostedZoneReading> OfVpcAsync(AwsScope scope, string vpcId, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Longest);
        try
        {
            var zones = await clients.ReadAsideAsync(scope, Party.Consumer, aws => ReadAsync(aws, scope, vpcId, limit.Token), limit.Token)
                .ConfigureAwait(false);
            return new(zones, null);
        }
        catch (AwsCallException refused)
        {
            return new(null, refused.Failure.Code is "AccessDenied" or "AccessDeniedException"
                ? "the portal's role in the account may not do route53:ListHostedZonesByVPC"
                : "Route 53 gave no answer");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(null, "Route 53 gave no answer in time");
        }
    }

    private static async Task<IReadOnlyList<PrivateZone>> ReadAsync(AwsReaders aws, AwsScope scope, string vpcId, CancellationToken cancellationToken)
    {
        List<PrivateZone> zones = [];
        string? next = null;
        for (var page = 0; page < MostPages; page++)
        {
            var reply = Replies.Checked(await aws.HostedZones.ListByVpcAsync(
                new ListHostedZonesRequest { VpcId = vpcId, VpcRegion = scope.Region, NextToken = next }, cancellationToken).ConfigureAwait(false));
            zones.AddRange(reply.HostedZones.Select(zone => new PrivateZone(zone.Id, zone.Name, zone.OwningAccount, zone.OwningService)));
            next = reply.NextToken;
            if (next is null)
            {
                break;
            }
        }

        return zones;
    }
}

/// <param name="Zones">None when they could not be read.</param>
/// <param name="WhyNot">Why they could not be read; none when they were.</param>
public sealed record HostedZoneReading(IReadOnlyList<PrivateZone>? Zones, string? WhyNot);
