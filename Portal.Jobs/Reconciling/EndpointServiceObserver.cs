using Portal.Domain.EndpointServices;
using Portal.Domain.Networking;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Data;

namespace Portal.Jobs.Reconciling;

/// <summary>Reads from AWS all that a service owns.</summary>
internal sealed class EndpointServiceObserver(LoadBalancerGateway balancers, EndpointServiceGateway services, ServiceWitnesses witnesses, InstallationId installation)
{
    public async Task<EndpointServiceObservation> ObserveAsync(
        EndpointService service, OperationBook book, Sightings sightings, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var configuration = await ConfigurationAsync(service, book, sightings, cancellationToken);
        var balancer = await LoadBalancerAsync(service, book, sightings, configuration, cancellationToken);
        var attached = balancer.Value is { } known ? await balancers.ListenersAsync(Scope(service), known.Arn, cancellationToken) : [];
        var groups = new Dictionary<string, Seen<ObservedTargetGroup>>();
        var listeners = new Dictionary<string, Seen<ObservedListener>>();
        foreach (var listener in service.Spec.Listeners)
        {
            var part = EndpointServicePlanner.Part(listener);
            groups[part] = await TargetGroupAsync(service, book, sightings, part, attached, cancellationToken);
            listeners[part] = await ListenerAsync(service, book, sightings, listener, new(balancer, attached, groups[part]), cancellationToken);
        }

        var (principals, connections) = await PermissionsAsync(service, configuration, cancellationToken);
        return new(now, balancer, groups, listeners, configuration, principals, connections, await witnesses.SupersededAsync(service, book, cancellationToken));
    }

    public static AwsScope Scope(EndpointService service) => new(service.Spec.AccountId, service.Spec.Region);

    private async Task<Seen<ObservedLoadBalancer>> LoadBalancerAsync(
        EndpointService service, OperationBook book, Sightings sightings, Seen<ObservedServiceConfiguration> configuration, CancellationToken cancellationToken)
    {
        var key = CreateLoadBalancerStep.Definition.Key();
        var found = AsList(await balancers.FindLoadBalancerAsync(Scope(service), NameOrId(service, book, key), installation.Value, service.Id, cancellationToken));
        var witness = found.Count == 0 && KnownId(book, key) is { } arn ? await witnesses.OfLoadBalancerAsync(service, arn, configuration, cancellationToken) : Witness.Silent;
        return sightings.Judge(key, found, one => one.Arn, witness);
    }

    private async Task<Seen<ObservedTargetGroup>> TargetGroupAsync(
        EndpointService service, OperationBook book, Sightings sightings, string part, IReadOnlyList<ObservedListener> attached, CancellationToken cancellationToken)
    {
        var key = CreateTargetGroupStep.Definition.Key(part);
        var found = AsList(await balancers.FindTargetGroupAsync(Scope(service), NameOrId(service, book, key), installation.Value, service.Id, cancellationToken));
        var witness = found.Count == 0 && KnownId(book, key) is { } arn ? await witnesses.OfTargetGroupAsync(service, arn, attached, cancellationToken) : Witness.Silent;
        return sightings.Judge(key, found, one => one.Arn, witness);
    }

    private async Task<Seen<ObservedListener>> ListenerAsync(
        EndpointService service, OperationBook book, Sightings sightings, ServiceListener listener, ListenerSurroundings around, CancellationToken cancellationToken)
    {
        var key = CreateListenerStep.Definition.Key(EndpointServicePlanner.Part(listener));
        var (balancer, attached, group) = around;
        var found = attached.Where(candidate => candidate.Port == listener.Port && candidate.Protocol == listener.Protocol).ToList();
        if (found.Count == 0 && !balancer.IsPresent)
        {
            // Listeners go with their load balancer, and are seen with it.
            return new(!sightings.IsKnown(key) ? Sight.NeverMade : balancer.Sight, null, null);
        }

        var known = found.Count == 0 ? KnownId(book, key) : null;
        var wentWithAnother = known is not null && !IsOf(known, balancer.Value);
        var witness = known is not null && !wentWithAnother ? await witnesses.OfListenerAsync(service, known, balancer.Value?.Arn, group.Value, cancellationToken) : Witness.Silent;
        return sightings.Judge(key, found, one => one.Arn, witness, saysDeleted: wentWithAnother);
    }

    /// <summary>A listener's ARN names its load balancer: what belonged to another one went with that.</summary>
    private static bool IsOf(string listenerArn, ObservedLoadBalancer? balancer) =>
        balancer is null || listenerArn.Contains($"/{string.Join('/', balancer.Arn.Split('/')[1..])}/", StringComparison.Ordinal);

    private async Task<Seen<ObservedServiceConfiguration>> ConfigurationAsync(EndpointService service, OperationBook book, Sightings sightings, CancellationToken cancellationToken)
    {
        var key = CreateServiceStep.Definition.Key();
        var known = KnownId(book, key);
        IReadOnlyList<ObservedServiceConfiguration> found = known is not null
            ? await services.FindByIdAsync(Scope(service), known, cancellationToken)
            : [.. (await services.FindByServiceAsync(Scope(service), installation.Value, service.Id, cancellationToken))
                // AWS does not say when an endpoint service was made.
                .Where(candidate => Adoption.IsOurs(book, key, candidate.OperationId, madeAt: null))];
        var earlier = book.Operations.Where(operation => operation.Key == key && operation != book.Latest(key)).Select(operation => operation.ResultId).ToHashSet();
        List<ObservedServiceConfiguration> standing = [.. found.Where(candidate => candidate.State != ServiceConfigurationState.Deleted && !earlier.Contains(candidate.ServiceId))];
        var saysDeleted = found.Any(candidate => candidate.ServiceId == known && candidate.State == ServiceConfigurationState.Deleted);
        var witness = standing.Count == 0 && known is not null && !saysDeleted ? await witnesses.OfServiceAsync(service, known, cancellationToken) : Witness.Silent;
        return sightings.Judge(key, standing, one => one.ServiceId, witness, saysDeleted);
    }

    private async Task<(IReadOnlyList<string> Principals, IReadOnlyList<ObservedServiceConnection> Connections)> PermissionsAsync(
        EndpointService service, Seen<ObservedServiceConfiguration> configuration, CancellationToken cancellationToken)
    {
        if (configuration.Value is not { State: ServiceConfigurationState.Available } && configuration is not { Sight: Sight.Doubtful, Id: not null })
        {
            return ([], []);
        }

        var id = configuration.Value?.ServiceId ?? configuration.Id!;
        var principals = configuration.IsPresent ? await services.PrincipalsAsync(Scope(service), id, cancellationToken) : [];
        // Who is connected AWS tells also of a service that it does not show at the moment.
        var connections = await services.ConnectionsAsync(Scope(service), id, cancellationToken);
        return (principals, [.. connections.Where(connection => connection.State
            is VpcEndpointState.PendingAcceptance or VpcEndpointState.Pending or VpcEndpointState.Available)]);
    }

    private static string? KnownId(OperationBook book, StepKey key) => book.Latest(key) is { Outcome: OperationOutcome.Succeeded, ResultId: { } id } ? id : null;

    /// <summary>By ARN once a call of ours is known to have made it; by the derived name as long as none is, because one may have.</summary>
    private string NameOrId(EndpointService service, OperationBook book, StepKey key) => book.Latest(key) switch
    {
        { Outcome: OperationOutcome.Succeeded, ResultId: { } arn } => arn,
        { Outcome: OperationOutcome.Open } open => AwsNames.Derive(installation.Value, service.Id, key, open.Generation),
        var last => AwsNames.Derive(installation.Value, service.Id, key, (last?.Generation ?? 0) + 1),
    };

    private static IReadOnlyList<T> AsList<T>(T? value)
        where T : class => value is null ? [] : [value];

    /// <summary>What a listener stands on and between.</summary>
    private sealed record ListenerSurroundings(Seen<ObservedLoadBalancer> LoadBalancer, IReadOnlyList<ObservedListener> Attached, Seen<ObservedTargetGroup> TargetGroup);
}
