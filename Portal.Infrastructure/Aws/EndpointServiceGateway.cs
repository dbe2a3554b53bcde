using Amazon.EC2.Model;
using Amazon.Runtime;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Aws;

/// <summary>Reads endpoint services, whom they allow and who is connected, as the provider's side sees them.</summary>
public sealed class EndpointServiceGateway(AwsClients clients)
{
    private const int FilterValues = 200;

    /// <summary>The endpoint services that carry the services' tags, 200 services a call; more than one of a service is for a person to sort out.</summary>
    public Task<IReadOnlyList<TaggedServiceConfiguration>> FindByServicesAsync(
        AwsScope scope, Guid installationId, IReadOnlyCollection<Guid> serviceIds, CancellationToken cancellationToken) => DescribeAsync(
        scope, serviceIds.Select(id => id.ToString()),
        some => [Replies.Tagged(PortalTags.Installation, installationId), Replies.Where($"tag:{PortalTags.Service}", some)], cancellationToken);

    /// <summary>The endpoint services of those ids, 200 a call; what AWS does not show is left out.</summary>
    public Task<IReadOnlyList<TaggedServiceConfiguration>> FindByIdsAsync(
        AwsScope scope, IReadOnlyCollection<string> awsServiceIds, CancellationToken cancellationToken) =>
        // As a filter, since one id that is gone would refuse the whole call.
        DescribeAsync(scope, awsServiceIds, some => [Replies.Where("service-id", some)], cancellationToken);

    /// <summary>The ARNs that may connect to it.</summary>
    public Task<IReadOnlyList<string>> PrincipalsAsync(AwsScope scope, string awsServiceId, CancellationToken cancellationToken) =>
        clients.ReadAsync<IReadOnlyList<string>>(scope, Party.Provider, async aws =>
        {
            var pages = aws.Ec2.Paginators.DescribeVpcEndpointServicePermissions(
                new DescribeVpcEndpointServicePermissionsRequest { ServiceId = awsServiceId }).Responses;
            var allowed = await Replies.AllAsync(pages, page => page.AllowedPrincipals, cancellationToken).ConfigureAwait(false);
            return [.. allowed.Select(principal => principal.Principal).Where(arn => !string.IsNullOrEmpty(arn))];
        }, cancellationToken);

    /// <summary>Every endpoint that knocked on it or is connected, in whatever state.</summary>
    public Task<IReadOnlyList<ObservedServiceConnection>> ConnectionsAsync(AwsScope scope, string awsServiceId, CancellationToken cancellationToken) =>
        clients.ReadAsync<IReadOnlyList<ObservedServiceConnection>>(scope, Party.Provider, async aws =>
        {
            var request = new DescribeVpcEndpointConnectionsRequest { Filters = [Replies.Where("service-id", awsServiceId)] };
            var pages = aws.Ec2.Paginators.DescribeVpcEndpointConnections(request).Responses;
            var connections = await Replies.AllAsync(pages, page => page.VpcEndpointConnections, cancellationToken).ConfigureAwait(false);
            return [.. connections.Select(Observed)];
        }, cancellationToken);

    /// <summary>One endpoint as the service shows it, asked for by its own id: another read than the service's list.</summary>
    /// <returns>None when the service does not show it.</returns>
    public Task<ObservedServiceConnection?> ConnectionAsync(AwsScope scope, string awsServiceId, string vpcEndpointId, CancellationToken cancellationToken) =>
        clients.ReadAsync(scope, Party.Provider, async aws =>
        {
            var request =
                new DescribeVpcEndpointConnectionsRequest
                {
                    Filters = [Replies.Where("service-id", awsServiceId),
                    Replies.Where("vpc-endpoint-id", vpcEndpointId)]
                };
            var pages = aws.Ec2.Paginators.DescribeVpcEndpointConnections(request).Responses;
            var found = await Replies.AllAsync(pages, page => page.VpcEndpointConnections, cancellationToken).ConfigureAwait(false);
            return found is [var one, ..] ? Observed(one) : null;
        }, cancellationToken);

    /// <summary>Whether AWS answers about the permissions of an endpoint service: it does so only for one that stands.</summary>
    public Task<bool> HasPermissionsAsync(AwsScope scope, string awsServiceId, CancellationToken cancellationToken) =>
        clients.ReadAsync(scope, Party.Provider, async aws =>
    {
        try
        {
            _ = Replies.Checked(await aws.Ec2.DescribeVpcEndpointServicePermissionsAsync(
                new DescribeVpcEndpointServicePermissionsRequest { ServiceId = awsServiceId }, cancellationToken).ConfigureAwait(false));
            return true;
        }
        catch (AmazonServiceException exception) when (AwsErrors.IsNotFound(exception.ErrorCode))
        {
            return false;
        }
    }, cancellationToken);

    private Task<IReadOnlyList<TaggedServiceConfiguration>> DescribeAsync(
        AwsScope scope, IEnumerable<string> values, Func<string[], List<Filter>> filters, CancellationToken cancellationToken) =>
        clients.ReadAsync<IReadOnlyList<TaggedServiceConfiguration>>(scope, Party.Provider, async aws =>
        {
            List<TaggedServiceConfiguration> found = [];
            foreach (var some in values.Distinct(StringComparer.Ordinal).Chunk(FilterValues))
            {
                var pages = aws.Ec2.Paginators.DescribeVpcEndpointServiceConfigurations(
                    new DescribeVpcEndpointServiceConfigurationsRequest { Filters = filters(some) }).Responses;
                found.AddRange((await Replies.AllAsync(pages, page => page.ServiceConfigurations, cancellationToken).ConfigureAwait(false))
                    .Select(service => new TaggedServiceConfiguration(Replies.GuidTag(service.Tags, PortalTags.Service), Observed(service))));
            }

            return found;
        }, cancellationToken);

    private static ObservedServiceConfiguration Observed(ServiceConfiguration service) => new(
        service.ServiceId,
        service.ServiceName ?? "",
        AwsStates.Service(service.ServiceState),
        service.AcceptanceRequired ?? false,
        service.NetworkLoadBalancerArns ?? [],
        service.AvailabilityZoneIds ?? [],
        Replies.Text(service.PrivateDnsName),
        AwsStates.PrivateDnsName(service.PrivateDnsName, service.PrivateDnsNameConfiguration?.State),
        service.PrivateDnsNameConfiguration is { Name: { Length: > 0 } name, Value: { Length: > 0 } value } ? new DnsProof(name, value) : null,
        Replies.GuidTag(service.Tags, PortalTags.Operation))
    {
        Tags = Replies.AllTags(service.Tags),
    };

    private static ObservedServiceConnection Observed(VpcEndpointConnection connection) => new(
        connection.VpcEndpointId,
        connection.VpcEndpointOwner ?? "",
        AwsStates.Endpoint(connection.VpcEndpointState),
        Replies.Text(connection.VpcEndpointRegion),
        Replies.Time(connection.CreationTimestamp),
        [.. (connection.DnsEntries ?? []).Select(entry => entry.DnsName).Where(name => !string.IsNullOrEmpty(name))],
        Replies.Names(connection.DnsEntries));
}
