using Amazon.EC2;
using Amazon.EC2.Model;
using Portal.Domain.Connections;
using Portal.Domain.Networking;
using Portal.Domain.PrivateDns;
using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Aws;

/// <summary>Reads interface endpoints as the consumer's side sees them.</summary>
public sealed class EndpointGateway(AwsClients clients, ZoneLookup zones, FormReads forms)
{
    private const int FilterValues = 200;

    /// <summary>The endpoints that carry the connections' tags, 200 connections a call; more than one of a connection is for a person to sort out.</summary>
    public Task<IReadOnlyList<TaggedEndpoint>> FindByConnectionsAsync(
        AwsScope scope, Guid installationId, IReadOnlyCollection<Guid> connectionIds, CancellationToken cancellationToken) => DescribeAsync(
        scope, connectionIds.Select(id => id.ToString()),
        some => [Replies.Tagged(PortalTags.Installation, installationId), Replies.Where($"tag:{PortalTags.Connection}", some)], cancellationToken);

    /// <summary>The endpoints of those ids, 200 a call; what AWS does not show is left out.</summary>
    public Task<IReadOnlyList<TaggedEndpoint>> FindByIdsAsync(
        AwsScope scope, IReadOnlyCollection<string> vpcEndpointIds, CancellationToken cancellationToken) =>
        // As a filter, since one id that is gone would refuse the whole call.
        DescribeAsync(scope, vpcEndpointIds, some => [Replies.Where("vpc-endpoint-id", some)], cancellationToken);

    /// <summary>One endpoint with all of it, for a form; none when AWS does not show it.</summary>
    public async Task<ObservedEndpoint?> FindAsync(AwsScope scope, string vpcEndpointId, CancellationToken cancellationToken)
    {
        await forms.TakeTurnAsync(scope, cancellationToken).ConfigureAwait(false);
        var found = await FindByIdsAsync(scope, [vpcEndpointId], cancellationToken).ConfigureAwait(false);
        return found.Select(one => one.Endpoint).FirstOrDefault(endpoint => endpoint.VpcEndpointId == vpcEndpointId);
    }

    /// <summary>The endpoints of a VPC that answer for private DNS names there, whoever made them.</summary>
    public Task<IReadOnlyList<PrivateNameHolder>> WithPrivateNamesAsync(AwsScope scope, string vpcId, CancellationToken cancellationToken) =>
        clients.ReadAsync<IReadOnlyList<PrivateNameHolder>>(scope, Party.Consumer, async aws =>
        {
            var pages = aws.Ec2.Paginators.DescribeVpcEndpoints(new DescribeVpcEndpointsRequest { Filters = [Replies.Where("vpc-id", vpcId)] }).Responses;
            var endpoints = await Replies.AllAsync(pages, page => page.VpcEndpoints, cancellationToken).ConfigureAwait(false);
            return [.. endpoints
                .Where(endpoint => endpoint.PrivateDnsEnabled == true && AwsStates.Endpoint(endpoint.State) is not (
                    VpcEndpointState.Deleting or VpcEndpointState.Deleted))
                .Select(endpoint => new PrivateNameHolder(
                    endpoint.VpcEndpointId, [.. (endpoint.DnsEntries ?? []).Select(entry => entry.DnsName).Where(name => !string.IsNullOrEmpty(name))]))];
        }, cancellationToken);

    private Task<IReadOnlyList<TaggedEndpoint>> DescribeAsync(
        AwsScope scope, IEnumerable<string> values, Func<string[], List<Filter>> filters, CancellationToken cancellationToken) =>
        clients.ReadAsync<IReadOnlyList<TaggedEndpoint>>(scope, Party.Consumer, async aws =>
        {
            List<VpcEndpoint> endpoints = [];
            foreach (var some in values.Distinct(StringComparer.Ordinal).Chunk(FilterValues))
            {
                var pages = aws.Ec2.Paginators.DescribeVpcEndpoints(new DescribeVpcEndpointsRequest { Filters = filters(some) }).Responses;
                endpoints.AddRange(await Replies.AllAsync(pages, page => page.VpcEndpoints, cancellationToken).ConfigureAwait(false));
            }

            var interfaces = await InterfacesAsync(aws.Ec2, [.. endpoints.SelectMany(endpoint => endpoint.NetworkInterfaceIds ?? [])], cancellationToken)
                .ConfigureAwait(false);
            return [.. endpoints.Select(endpoint => new TaggedEndpoint(Replies.GuidTag(endpoint.Tags, PortalTags.Connection), Observed(endpoint, interfaces)))];
        }, cancellationToken);

    private async Task<IReadOnlyDictionary<string, ObservedNetworkInterface>> InterfacesAsync(
        AmazonEC2Client ec2, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        List<NetworkInterface> found = [];
        foreach (var some in ids.Chunk(FilterValues))
        {
            var pages = ec2.Paginators.DescribeNetworkInterfaces(
                new DescribeNetworkInterfacesRequest { Filters = [Replies.Where("network-interface-id", some)] }).Responses;
            found.AddRange(await Replies.AllAsync(pages, page => page.NetworkInterfaces, cancellationToken).ConfigureAwait(false));
        }

        // Zone names differ between accounts, so the id it has to be; where the interface does not tell, its subnet does.
        var zoneIds = await zones.OfSubnetsAsync(
            ec2, found.Where(one => string.IsNullOrEmpty(one.AvailabilityZoneId)).Select(one => one.SubnetId), cancellationToken).ConfigureAwait(false);
        return found.ToDictionary(one => one.NetworkInterfaceId, one => new ObservedNetworkInterface(
            one.NetworkInterfaceId,
            string.IsNullOrEmpty(one.AvailabilityZoneId) ? zoneIds.GetValueOrDefault(one.SubnetId, "") : one.AvailabilityZoneId,
            one.SubnetId,
            one.PrivateIpAddress,
            Replies.Text(one.AvailabilityZone)));
    }

    private static ObservedEndpoint Observed(VpcEndpoint endpoint, IReadOnlyDictionary<string, ObservedNetworkInterface> interfaces) => new(
        endpoint.VpcEndpointId,
        AwsStates.Endpoint(endpoint.State),
        endpoint.State?.Value ?? "",
        endpoint.VpcId ?? "",
        endpoint.ServiceName ?? "",
        endpoint.SubnetIds ?? [],
        [.. (endpoint.Groups ?? []).Select(group => group.GroupId)],
        endpoint.PrivateDnsEnabled ?? false,
        [.. (endpoint.DnsEntries ?? []).Select(entry => entry.DnsName).Where(name => !string.IsNullOrEmpty(name))],
        [.. (endpoint.NetworkInterfaceIds ?? []).Where(interfaces.ContainsKey).Select(id => interfaces[id])],
        Replies.Time(endpoint.CreationTimestamp),
        endpoint.LastError is { } error ? $"{error.Code}: {error.Message}" : Replies.Text(endpoint.FailureReason),
        Replies.Text(endpoint.OwnerId),
        Replies.GuidTag(endpoint.Tags, PortalTags.Operation),
        Replies.Names(endpoint.DnsEntries))
    {
        Tags = Replies.AllTags(endpoint.Tags),
    };
}
