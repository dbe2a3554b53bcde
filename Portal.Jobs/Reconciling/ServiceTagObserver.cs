using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Data;

namespace Portal.Jobs.Reconciling;

/// <summary>Compares the tags of what a service owns with what is asked for, from what was read of it anyway.</summary>
internal sealed class ServiceTagObserver(InstallationId installation)
{
    /// <summary>How many objects at rest are compared in one observation of a service: three calls.</summary>
    private const int MostAtRest = 60;

    /// <summary>Those of larger services have their turns, of one call each: there is more to ask of them.</summary>
    private const int MostATurn = 20;

    /// <summary>
    /// Of which of the objects that were found the tags are read: what is not known to be the service's, what was touched, and, when everything is observed,
    /// what has to change and some of the rest.
    /// </summary>
    /// <param name="balancers">By name and by ARN, like the groups.</param>
    public IEnumerable<string> ToRead(
        EndpointServiceItem item, IReadOnlyDictionary<string, ObservedLoadBalancer> balancers, IReadOnlyDictionary<string, ObservedTargetGroup> groups,
        IReadOnlyList<ObservedListener> attached, DateTimeOffset now)
    {
        List<string> resting = [];
        foreach (var (one, arn) in Found(item, balancers, groups, attached))
        {
            if (item.KnownId(one.Create) != arn || (item.Stale != ObservedParts.All && item.IsTouched(one.Part.Split('/')[0]))
                || (item.Stale == ObservedParts.All && IsOpen(item, one)))
            {
                yield return arn;
            }
            else if (item.Stale == ObservedParts.All && EndpointServiceLifecycle.IsWanted(item.Service.Stage))
            {
                resting.Add(arn);
            }
        }

        foreach (var arn in GivenUp(item, groups))
        {
            yield return arn;
        }

        // Whose turn it is goes by chance, so that no interval of looking can miss one for ever.
        var turns = resting.Count <= MostAtRest ? 1 : (resting.Count + MostATurn - 1) / MostATurn;
        var turn = turns <= 1 ? 0 : (int)(now.ToUnixTimeMilliseconds() % turns);
        foreach (var arn in resting.Where((_, index) => index % Math.Max(turns, 1) == turn))
        {
            yield return arn;
        }
    }

    /// <summary>Target groups that the service no longer wants and that are not known to be its own.</summary>
    private IEnumerable<string> GivenUp(EndpointServiceItem item, IReadOnlyDictionary<string, ObservedTargetGroup> groups) =>
        (item.Service.Spec.Retired ?? RetiredParts.None).TargetGroups.Select(part => CreateTargetGroupStep.Definition.Key(part))
            .Where(create => item.KnownId(create) is null)
            .Select(create => groups.GetValueOrDefault(item.NameOrArn(installation.Value, create))?.Arn).OfType<string>();

    /// <summary>Which ARN each of the service's objects was found under.</summary>
    private IEnumerable<(ServiceObject One, string Arn)> Found(
        EndpointServiceItem item, IReadOnlyDictionary<string, ObservedLoadBalancer> balancers, IReadOnlyDictionary<string, ObservedTargetGroup> groups,
        IReadOnlyList<ObservedListener> attached)
    {
        var spec = item.Service.Spec;
        var own = ServiceObject.LoadBalancer(spec);
        if (balancers.GetValueOrDefault(item.NameOrArn(installation.Value, own.Create)) is { } balancer)
        {
            yield return (own, balancer.Arn);
        }

        foreach (var listener in spec.Listeners)
        {
            var one = ServiceObject.TargetGroup(spec, listener);
            if (groups.GetValueOrDefault(item.NameOrArn(installation.Value, one.Create)) is { } group)
            {
                yield return (one, group.Arn);
            }

            if (attached.FirstOrDefault(candidate => candidate.Port == listener.Port && candidate.Protocol == listener.Protocol) is { } made)
            {
                yield return (ServiceObject.Listener(spec, listener), made.Arn);
            }
        }
    }

    /// <summary>
    /// Whether something else is wanted than when it was last observed, something was seen to differ, or what came of a call is to be seen yet.
    /// </summary>
    private static bool IsOpen(EndpointServiceItem item, ServiceObject one) =>
        (EndpointServiceLifecycle.IsWanted(item.Service.Stage)
            && (item.Service.WantedGeneration != item.ObservedGeneration || item.Newest?.Tags?.ContainsKey(one.Part) == true))
        || IsAwaited(item.History.Latest(SetServiceTagsStep.Definition.Key(one.Part)))
        || IsAwaited(item.History.Latest(RemoveServiceTagsStep.Definition.Key(one.Part)));

    private static bool IsAwaited(Operation? operation) => operation is { IsUnresolved: true } or { Outcome: OperationOutcome.Succeeded, EffectSeenAt: null };

    /// <param name="seen">What was just observed, or is known from before where it was not observed again.</param>
    /// <param name="owners">The tags that were just read, by ARN.</param>
    /// <returns>None where nothing differs.</returns>
    public IReadOnlyDictionary<string, TagDifference>? Differences(
        EndpointServiceItem item, EndpointServiceObservation seen, IReadOnlyDictionary<string, OwnerTags> owners)
    {
        var service = item.Service;
        var tags = new ObjectTags(service.Tags, item.History, installation.Value, PortalTags.Service, service.Id, seen.At);
        var differences = new SortedDictionary<string, TagDifference>(StringComparer.Ordinal);
        foreach (var one in ServiceObject.All(service.Spec))
        {
            var (id, shown) = Shown(one, seen, owners);
            var difference = id is null ? null
                : shown is null ? item.Newest?.Tags?.GetValueOrDefault(one.Part)
                : tags.Compare(one.Create, SetServiceTagsStep.Definition.Key(one.Part), id, one.NameIn(service.Name), shown);
            if (difference is not null)
            {
                differences[one.Part] = difference;
            }
        }

        return differences.Count == 0 ? null : differences;
    }

    /// <returns>The object's id, and its tags; none of what was not observed again.</returns>
    private static (string? Id, IReadOnlyDictionary<string, string>? Tags) Shown(
        ServiceObject one, EndpointServiceObservation seen, IReadOnlyDictionary<string, OwnerTags> owners)
    {
        if (one.Create == CreateServiceStep.Definition.Key())
        {
            return (seen.Service.Value?.ServiceId, seen.Service.Value?.Tags);
        }

        var arn = one.Create.TypeName == CreateLoadBalancerStep.Definition.Name ? seen.LoadBalancer.Value?.Arn
            : one.Create.TypeName == CreateTargetGroupStep.Definition.Name ? seen.TargetGroup(one.Create.Part).Value?.Arn
            : seen.Listener(one.Create.Part).Value?.Arn;
        return (arn, arn is null ? null : owners.GetValueOrDefault(arn)?.All);
    }
}
