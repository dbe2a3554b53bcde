using Amazon.EC2;
using Amazon.EC2.Model;
using Amazon.Runtime;
using Portal.Domain.Connections;
using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Aws;

/// <summary>An endpoint of this portal together with the connection that its tag names.</summary>
/// <param name="ConnectionId">None when the tag is missing or no connection's id.</param>
public sealed record TaggedEndpoint(Guid? ConnectionId, ObservedEndpoint Endpoint);

/// <summary>Reads interface endpoints as the consumer's side sees them.</summary>
public sealed class EndpointGateway(AwsClients clients, ZoneLookup zones)
{
    private const int FilterValues = 200;

    /// <summary>The endpoints that carry the connection's tags; more than one is for a person to sort out.</summary>
    /// <exception cref="AwsCallException">Also when AWS says "not found": a list by tag has nothing that could be missing.</exception>
    public async Task<IReadOnlyList<ObservedEndpoint>> FindByConnectionAsync(AwsScope scope, Guid installationId, Guid connectionId, CancellationToken cancellationToken) =>
        Untagged(await DescribeAsync(
            scope, new() { Filters = [Replies.Tagged(PortalTags.Installation, installationId), Replies.Tagged(PortalTags.Connection, connectionId)] }, cancellationToken).ConfigureAwait(false));

    /// <summary>The endpoint of that id; empty when AWS says that there is none.</summary>
    public async Task<IReadOnlyList<ObservedEndpoint>> FindByIdAsync(AwsScope scope, string vpcEndpointId, CancellationToken cancellationToken) =>
        Untagged(await DescribeAsync(scope, new() { VpcEndpointIds = [vpcEndpointId] }, cancellationToken).ConfigureAwait(false));

    /// <summary>Every endpoint of this installation in the account and region, for sweeps.</summary>
    public Task<IReadOnlyList<TaggedEndpoint>> ListAsync(AwsScope scope, Guid installationId, CancellationToken cancellationToken) =>
        DescribeAsync(scope, new() { Filters = [Replies.Tagged(PortalTags.Installation, installationId)] }, cancellationToken);

    private static List<ObservedEndpoint> Untagged(IEnumerable<TaggedEndpoint> endpoints) => [.. endpoints.Select(endpoint => endpoint.Endpoint)];

    private Task<IReadOnlyList<TaggedEndpoint>> DescribeAsync(AwsScope scope, DescribeVpcEndpointsRequest request, CancellationToken cancellationToken) =>
        clients.ReadAsync<IReadOnlyList<TaggedEndpoint>>(scope, Party.Consumer, async aws =>
        {
            List<VpcEndpoint> endpoints;
            try
            {
                endpoints = await Replies.AllAsync(aws.Ec2.Paginators.DescribeVpcEndpoints(request).Responses, page => page.VpcEndpoints, cancellationToken).ConfigureAwait(false);
            }
            catch (AmazonServiceException exception) when (request.VpcEndpointIds is { Count: > 0 } && AwsErrors.IsNotFound(exception.ErrorCode))
            {
                return [];
            }

            var interfaces = await InterfacesAsync(aws.Ec2, [.. endpoints.SelectMany(endpoint => endpoint.NetworkInterfaceIds ?? [])], cancellationToken).ConfigureAwait(false);
            return [.. endpoints.Select(endpoint => new TaggedEndpoint(Replies.GuidTag(endpoint.Tags, PortalTags.Connection), Observed(endpoint, interfaces)))];
        }, cancellationToken);

    private async Task<IReadOnlyDictionary<string, ObservedNetworkInterface>> InterfacesAsync(AmazonEC2Client ec2, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        List<NetworkInterface> found = [];
        foreach (var some in ids.Chunk(FilterValues))
        {
            var pages = ec2.Paginators.DescribeNetworkInterfaces(new DescribeNetworkInterfacesRequest { Filters = [Replies.Where("network-interface-id", some)] }).Responses;
            found.AddRange(await Replies.AllAsync(pages, page => page.NetworkInterfaces, cancellationToken).ConfigureAwait(false));
        }

        // Zone names differ between accounts, so the id it has to be; where the interface does not tell, its subnet does.
        var zoneIds = await zones.OfSubnetsAsync(ec2, found.Where(one => string.IsNullOrEmpty(one.AvailabilityZoneId)).Select(one => one.SubnetId), cancellationToken).ConfigureAwait(false);
        return found.ToDictionary(one => one.NetworkInterfaceId, one => new ObservedNetworkInterface(
            one.NetworkInterfaceId,
            string.IsNullOrEmpty(one.AvailabilityZoneId) ? zoneIds.GetValueOrDefault(one.SubnetId, "") : one.AvailabilityZoneId,
            one.SubnetId,
            one.PrivateIpAddress));
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
        Replies.GuidTag(endpoint.Tags, PortalTags.Operation));
}
