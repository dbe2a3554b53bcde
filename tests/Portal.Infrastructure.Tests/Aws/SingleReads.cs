using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Aws;

namespace Portal.Infrastructure.Tests.Aws;

/// <summary>Reads of one thing, by the gateways' reads of many.</summary>
internal static class SingleReads
{
    public static async Task<IReadOnlyList<ObservedEndpoint>> FindByIdAsync(
        this EndpointGateway endpoints, AwsScope scope, string id, CancellationToken cancellationToken) =>
        [.. (await endpoints.FindByIdsAsync(scope, [id], cancellationToken)).Select(one => one.Endpoint)];

    public static async Task<IReadOnlyList<ObservedEndpoint>> FindByConnectionAsync(
        this EndpointGateway endpoints, AwsScope scope, Guid installationId, Guid connectionId, CancellationToken cancellationToken) =>
        [.. (await endpoints.FindByConnectionsAsync(scope, installationId, [connectionId], cancellationToken)).Select(one => one.Endpoint)];

    public static async Task<IReadOnlyList<ObservedServiceConfiguration>> FindByIdAsync(
        this EndpointServiceGateway services, AwsScope scope, string id, CancellationToken cancellationToken) =>
        [.. (await services.FindByIdsAsync(scope, [id], cancellationToken)).Select(one => one.Configuration)];

    public static async Task<IReadOnlyList<ObservedServiceConfiguration>> FindByServiceAsync(
        this EndpointServiceGateway services, AwsScope scope, Guid installationId, Guid serviceId, CancellationToken cancellationToken) =>
        [.. (await services.FindByServicesAsync(scope, installationId, [serviceId], cancellationToken)).Select(one => one.Configuration)];

    public static async Task<ObservedLoadBalancer?> LoadBalancerAsync(
        this LoadBalancerGateway balancers, AwsScope scope, string nameOrArn, CancellationToken cancellationToken) =>
        (await balancers.LoadBalancersAsync(scope, [nameOrArn], cancellationToken)).SingleOrDefault();

    /// <summary>The target group with its targets.</summary>
    public static async Task<ObservedTargetGroup?> TargetGroupAsync(
        this LoadBalancerGateway balancers, AwsScope scope, string nameOrArn, CancellationToken cancellationToken) =>
        (await balancers.TargetGroupsAsync(scope, [nameOrArn], cancellationToken)).SingleOrDefault() is { } group
            ? group with { Targets = await balancers.TargetsAsync(scope, group.Arn, cancellationToken) }
            : null;
}
