using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Aws;

namespace Portal.Jobs.Reconciling;

/// <summary>Reads targets and their health. AWS tells of one target group a call, so it is asked only when there may be news.</summary>
internal sealed class TargetObserver(LoadBalancerGateway balancers)
{
    private const int AtOnce = 4;

    /// <summary>How old the health of settled targets may be; less than what lies between two observations of something at rest.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(1);

    /// <summary>The same while AWS makes up its mind: first health checks take two intervals of ten seconds or more.</summary>
    private static readonly TimeSpan Unsettled = TimeSpan.FromSeconds(5);

    /// <summary>Adds the targets to the groups that are there.</summary>
    /// <param name="groups">By the part that tells them apart; as read just now, or as they were known before.</param>
    public async Task ObserveAsync(
        EndpointServiceItem item, Dictionary<string, Observed<ObservedTargetGroup>> groups, DateTimeOffset now, CancellationToken cancellationToken)
    {
        List<string> wanted = [];
        foreach (var (part, group) in groups.Where(group => group.Value.Value is not null).ToList())
        {
            var known = item.Newest?.TargetGroup(part).Value is { } before && before.Arn == group.Value!.Arn ? before : null;
            if (IsWanted(item, part, group.Value!, known, now))
            {
                wanted.Add(part);
            }
            else if (known is not null)
            {
                groups[part] = group with { Value = group.Value! with { Targets = known.Targets, TargetsAt = known.TargetsAt } };
            }
        }

        var read = new IReadOnlyList<ObservedTarget>[wanted.Count];
        await Parallel.ForAsync(
            0, wanted.Count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (index, token) =>
            read[index] = await balancers.TargetsAsync(item.Scope, groups[wanted[index]].Value!.Arn, token));
        foreach (var (part, targets) in wanted.Zip(read))
        {
            groups[part] = groups[part] with { Value = groups[part].Value! with { Targets = targets, TargetsAt = now } };
        }
    }

    private static bool IsWanted(EndpointServiceItem item, string part, ObservedTargetGroup group, ObservedTargetGroup? known, DateTimeOffset now)
    {
        if (item.Stale.HasFlag(ObservedParts.Targets) && item.IsTouched(part))
        {
            return true;
        }

        if (known?.TargetsAt is not { } at)
        {
            // What this run has made is empty; whatever else stands there may not be.
            return !item.Tried.Contains(CreateTargetGroupStep.Definition.Key(part)) || group.LoadBalancerArns is { Count: > 0 };
        }

        if (item.Stale != ObservedParts.All)
        {
            return false;
        }

        if (IsIncomplete(item, part, known))
        {
            // AWS's reads lag behind its writes: what was registered is to be seen before anything is concluded from its absence.
            return true;
        }

        // Until the service is there nobody asks how its targets are.
        return item.Service.Stage != EndpointServiceStage.Publishing && now - at >= (known.IsUnsettled ? Unsettled : Settled);
    }

    /// <summary>Whether a target that the service wants is not among those that were read last.</summary>
    private static bool IsIncomplete(EndpointServiceItem item, string part, ObservedTargetGroup known) => item.Service.Spec.Listeners
        .Where(listener => EndpointServicePlanner.GroupPart(listener) == part && listener.TargetGroup.ManagedOutside != true)
        .SelectMany(listener => listener.TargetGroup.Addresses)
        .Any(wanted => known.Targets.All(target => target.Id != wanted.Id || target.Port != wanted.Port || target.Health == TargetHealthState.Draining));
}
