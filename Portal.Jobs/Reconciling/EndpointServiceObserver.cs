using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Data;

namespace Portal.Jobs.Reconciling;

/// <summary>Reads from AWS all that a service owns.</summary>
internal sealed class EndpointServiceObserver(LoadBalancerGateway balancers, EndpointServiceGateway services, InstallationId installation)
{
    public async Task<EndpointServiceObservation> ObserveAsync(
        EndpointService service, OperationBook book, Sightings sightings, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var balancer = sightings.Judge(StepTypes.LoadBalancerCreate.Key(), await LoadBalancerAsync(service, book, cancellationToken), found => found.Arn);
        var groups = new Dictionary<string, Seen<ObservedTargetGroup>>();
        foreach (var part in service.Spec.Listeners.Select(EndpointServicePlanner.Part))
        {
            var key = StepTypes.TargetGroupCreate.Key(part);
            groups[part] = sightings.Judge(key, await TargetGroupAsync(service, book, key, cancellationToken), found => found.Arn);
        }

        var listeners = await ListenersAsync(service, balancer, sightings, cancellationToken);
        var configuration = sightings.Judge(StepTypes.ServiceCreate.Key(), await ConfigurationAsync(service, book, cancellationToken), found => found.ServiceId);
        var (principals, connections) = await PermissionsAsync(service, configuration, cancellationToken);
        return new(now, balancer, groups, listeners, configuration, principals, connections);
    }

    public static AwsScope Scope(EndpointService service) => new(service.Spec.AccountId, service.Spec.Region);

    public static Seen<T> At<T>(IReadOnlyDictionary<string, Seen<T>> seen, string part)
        where T : class => seen.GetValueOrDefault(part) ?? new Seen<T>(Sight.NeverMade);

    private async Task<IReadOnlyList<ObservedLoadBalancer>> LoadBalancerAsync(EndpointService service, OperationBook book, CancellationToken cancellationToken) =>
        AsList(await balancers.FindLoadBalancerAsync(Scope(service), NameOrId(service, book, StepTypes.LoadBalancerCreate.Key()), installation.Value, service.Id, cancellationToken));

    private async Task<IReadOnlyList<ObservedTargetGroup>> TargetGroupAsync(EndpointService service, OperationBook book, StepKey key, CancellationToken cancellationToken) =>
        AsList(await balancers.FindTargetGroupAsync(Scope(service), NameOrId(service, book, key), installation.Value, service.Id, cancellationToken));

    private async Task<Dictionary<string, Seen<ObservedListener>>> ListenersAsync(
        EndpointService service, Seen<ObservedLoadBalancer> balancer, Sightings sightings, CancellationToken cancellationToken)
    {
        var found = balancer.Value is { } known ? await balancers.ListenersAsync(Scope(service), known.Arn, cancellationToken) : [];
        return service.Spec.Listeners.ToDictionary(EndpointServicePlanner.Part, listener =>
        {
            var key = StepTypes.ListenerCreate.Key(EndpointServicePlanner.Part(listener));
            var own = found.Where(candidate => candidate.Port == listener.Port && candidate.Protocol == listener.Protocol).ToList();
            // Listeners go with their load balancer: where that is known to be gone, so are they.
            return own.Count == 0 && balancer.Sight is Sight.Gone or Sight.NeverMade
                ? new Seen<ObservedListener>(balancer.Sight)
                : sightings.Judge(key, own, listener => listener.Arn);
        });
    }

    private async Task<IReadOnlyList<ObservedServiceConfiguration>> ConfigurationAsync(EndpointService service, OperationBook book, CancellationToken cancellationToken)
    {
        var key = StepTypes.ServiceCreate.Key();
        IReadOnlyList<ObservedServiceConfiguration> found = book.Latest(key) is { Outcome: OperationOutcome.Succeeded, ResultId: { } known }
            ? await services.FindByIdAsync(Scope(service), known, cancellationToken)
            : [.. (await services.FindByServiceAsync(Scope(service), installation.Value, service.Id, cancellationToken))
                // AWS does not say when an endpoint service was made.
                .Where(candidate => Adoption.IsOurs(book, key, candidate.OperationId, madeAt: null))];
        var earlier = book.Operations.Where(operation => operation.Key == key && operation != book.Latest(key)).Select(operation => operation.ResultId).ToHashSet();
        return [.. found.Where(candidate => candidate.State != ServiceConfigurationState.Deleted && !earlier.Contains(candidate.ServiceId))];
    }

    private async Task<(IReadOnlyList<string> Principals, IReadOnlyList<ObservedServiceConnection> Connections)> PermissionsAsync(
        EndpointService service, Seen<ObservedServiceConfiguration> configuration, CancellationToken cancellationToken)
    {
        if (configuration.Value is not { State: ServiceConfigurationState.Available } present)
        {
            return ([], []);
        }

        var principals = await services.PrincipalsAsync(Scope(service), present.ServiceId, cancellationToken);
        var connections = await services.ConnectionsAsync(Scope(service), present.ServiceId, cancellationToken);
        return (principals, [.. connections.Where(connection => connection.State
            is Domain.Connections.VpcEndpointState.PendingAcceptance or Domain.Connections.VpcEndpointState.Pending or Domain.Connections.VpcEndpointState.Available)]);
    }

    /// <summary>By ARN once a call of ours is known to have made it; by the derived name as long as none is, because one may have.</summary>
    private string NameOrId(EndpointService service, OperationBook book, StepKey key) => book.Latest(key) switch
    {
        { Outcome: OperationOutcome.Succeeded, ResultId: { } arn } => arn,
        { Outcome: OperationOutcome.Open } open => AwsNames.Derive(installation.Value, service.Id, key, open.Generation),
        var last => AwsNames.Derive(installation.Value, service.Id, key, (last?.Generation ?? 0) + 1),
    };

    private static IReadOnlyList<T> AsList<T>(T? value)
        where T : class => value is null ? [] : [value];
}
