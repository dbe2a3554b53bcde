using Portal.Domain.EndpointServices;
using Portal.Domain.Networking;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Data;

namespace Portal.Jobs.Reconciling;

/// <summary>The second reads of what a service owns: lists by tag, what refers to an object, and what only a standing object answers.</summary>
internal sealed class ServiceWitnesses(LoadBalancerInventoryGateway inventory, EndpointServiceGateway services, InstallationId installation)
{
    /// <summary>Of an endpoint service: the list by tag, its permissions, and the endpoints that are connected to it.</summary>
    public Task<Witness> OfServiceAsync(EndpointService service, string serviceId, CancellationToken cancellationToken) => AskedAsync(async () =>
    {
        var scope = service.Spec.Scope;
        var tagged = (await services.FindByServicesAsync(scope, installation.Value, [service.Id], cancellationToken)).Select(one => one.Configuration);
        return tagged.Any(candidate => candidate.ServiceId == serviceId && candidate.State != ServiceConfigurationState.Deleted)
            || await services.HasPermissionsAsync(scope, serviceId, cancellationToken)
            || (await services.ConnectionsAsync(scope, serviceId, cancellationToken))
            .Any(connection => connection.State is VpcEndpointState.Pending or VpcEndpointState.Available);
    });

    /// <summary>Of a load balancer: the endpoint service that names it, the list by tag, and its own ARN.</summary>
    public async Task<Witness> OfLoadBalancerAsync(
        EndpointService service, string arn, Observed<ObservedServiceConfiguration> configuration, CancellationToken cancellationToken) =>
        configuration.Value?.LoadBalancerArns.Contains(arn) == true
            ? Witness.Present
            : await AskedAsync(async () => Has(await inventory.LoadBalancersAsync(service.Spec.Scope, installation.Value, service.Id, cancellationToken), arn)
                || await inventory.StandsAsync(service.Spec.Scope, arn, cancellationToken));

    /// <summary>Of a target group: the listeners that forward to it, the list by tag, and its own ARN.</summary>
    public async Task<Witness> OfTargetGroupAsync(
        EndpointService service, string arn, IEnumerable<ObservedListener> listeners, CancellationToken cancellationToken) =>
        listeners.Any(listener => listener.TargetGroupArn == arn)
            ? Witness.Present
            : await AskedAsync(async () => Has(await inventory.TargetGroupsAsync(service.Spec.Scope, installation.Value, service.Id, cancellationToken), arn)
                || await inventory.StandsAsync(service.Spec.Scope, arn, cancellationToken));

    /// <summary>Of a listener that its load balancer's list does not show: the target group that it forwards to, and its own ARN.</summary>
    public async Task<Witness> OfListenerAsync(
        EndpointService service, string arn, string? loadBalancerArn, Observed<ObservedTargetGroup> group, CancellationToken cancellationToken) =>
        // Where its target group is only hidden, the listener may be, too; one that is gone has none any more.
        group.Value is null && group.Presence != Presence.Gone ? Witness.Silent
        : group.Value?.LoadBalancerArns?.Contains(loadBalancerArn) == true ? Witness.Present
        : await AskedAsync(() => inventory.StandsAsync(service.Spec.Scope, arn, cancellationToken));

    /// <summary>What earlier generations have left: by the tags, and by the ids that AWS gave them.</summary>
    public async Task<IReadOnlyList<SupersededObject>> SupersededAsync(EndpointService service, OperationHistory history, CancellationToken cancellationToken)
    {
        var earlier = history.Operations.Where(
            operation => IsOfItsOwn(operation.Key) && operation.ResultId is not null && operation != history.Latest(operation.Key)).ToList();
        if (earlier.Count == 0)
        {
            return [];
        }

        var scope = service.Spec.Scope;
        var standing = (await inventory.LoadBalancersAsync(scope, installation.Value, service.Id, cancellationToken)).Select(one => one.Arn)
            .Concat((await inventory.TargetGroupsAsync(scope, installation.Value, service.Id, cancellationToken)).Select(one => one.Arn))
            .ToHashSet();
        List<SupersededObject> left = [];
        foreach (var operation in earlier)
        {
            var stands = operation.Key == CreateServiceStep.Definition.Key()
                ? (await services.FindByIdsAsync(scope, [operation.ResultId!], cancellationToken))
                    .Any(one => one.Configuration.State is not (ServiceConfigurationState.Deleting or ServiceConfigurationState.Deleted))
                : standing.Contains(operation.ResultId!) || await inventory.StandsAsync(scope, operation.ResultId!, cancellationToken);
            if (stands)
            {
                left.Add(new(operation.Key.Text, operation.ResultId!));
            }
        }

        return left;
    }

    /// <summary>Listeners go with their load balancer.</summary>
    private static bool IsOfItsOwn(StepKey key) => StepDefinitions.Find(key) is { Creates: true, GoesWithItsParent: false };

    private static bool Has(IReadOnlyList<OwnedObject> owned, string arn) => owned.Any(one => one.Arn == arn);

    /// <summary>Who cannot be asked says nothing.</summary>
    private static async Task<Witness> AskedAsync(Func<Task<bool>> isShown)
    {
        try
        {
            return await isShown() ? Witness.Present : Witness.Absent;
        }
        catch (AwsCallException)
        {
            return Witness.Silent;
        }
    }
}
