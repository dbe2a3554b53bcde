using System.Collections.Concurrent;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Aws;

namespace Portal.Jobs.Reconciling;

/// <summary>Reads that several aggregates of one round need: each is made once.</summary>
internal sealed class RoundReads(EndpointServiceGateway services, CancellationToken cancellationToken)
{
    private readonly ConcurrentDictionary<(AwsScope, string), Lazy<Task<IReadOnlyList<ObservedServiceConnection>>>> _connections = new();

    /// <summary>Every endpoint that knocks on an endpoint service or is connected to it, once a service.</summary>
    /// <exception cref="AwsCallException">AWS refused the call or did not answer it.</exception>
    public Task<IReadOnlyList<ObservedServiceConnection>> ConnectionsAsync(AwsScope provider, string awsServiceId) =>
        _connections.GetOrAdd((provider, awsServiceId), key => new(() => services.ConnectionsAsync(key.Item1, key.Item2, cancellationToken))).Value;
}
