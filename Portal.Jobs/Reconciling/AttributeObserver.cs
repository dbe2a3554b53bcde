using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Aws;

namespace Portal.Jobs.Reconciling;

/// <summary>
/// Reads the attributes of load balancers and target groups. AWS tells of one a call, so it is asked only when there may be news, and of many in turns.
/// </summary>
internal sealed class AttributeObserver(AttributeGateway attributes)
{
    private const int AtOnce = 4;

    /// <summary>How many calls for one target group each an observation of something at rest makes: the health of all, then attributes.</summary>
    private const int MostOfGroups = 52;

    /// <summary>How many groups have their turn however many there are.</summary>
    private const int FewestTurns = 2;

    /// <summary>Less than what lies between two observations of something at rest.</summary>
    private static readonly TimeSpan Last = TimeSpan.FromMinutes(4);

    private static readonly StepKey SetOfBalancer = SetBalancerAttributesStep.Definition.Key();
    private static readonly StepKey Unprotect = UnprotectBalancerStep.Definition.Key();

    /// <summary>Adds them to the load balancer: as just read, or as they were known before.</summary>
    public async Task<Observed<ObservedLoadBalancer>> ObserveAsync(
        EndpointServiceItem item, Observed<ObservedLoadBalancer> seen, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (seen.Value is not { } balancer)
        {
            return seen;
        }

        var known = item.Newest?.LoadBalancer.Value is { } before && before.Arn == balancer.Arn ? before : null;
        var stated = item.Service.Spec.LoadBalancerAttributes?.Values ?? new Dictionary<string, string>();
        var isWanted = known?.AttributesAt is not { } at || IsUnknown(stated, known.Attributes.Values) || IsOpen(item, SetOfBalancer) || IsOpen(item, Unprotect)
            || (item.Stale == ObservedParts.All && now - at >= Last);
        if (!isWanted)
        {
            return seen with
            {
                Value = balancer with { CrossZone = known!.CrossZone, DeletionProtection = known.DeletionProtection, AttributesAt = known.AttributesAt },
            };
        }

        // A withdrawal goes on without: AWS itself refuses to delete what is protected.
        var read = await attributes.OfLoadBalancerAsync(item.Scope, balancer.Arn, stated.Count > 0 && !item.IsEnding, cancellationToken);
        return seen with
        {
            Value = balancer with { CrossZone = read?.CrossZone, DeletionProtection = read?.DeletionProtection, AttributesAt = now },
        };
    }

    /// <summary>Adds them to the groups that are there.</summary>
    /// <param name="groups">By the part that tells them apart; as read just now, or as they were known before.</param>
    public async Task ObserveAsync(
        EndpointServiceItem item, Dictionary<string, Observed<ObservedTargetGroup>> groups, DateTimeOffset now, CancellationToken cancellationToken)
    {
        List<Candidate> wanted = [], resting = [];
        foreach (var candidate in Candidates(item, groups))
        {
            var (part, group, known, _) = candidate;
            groups[part] = groups[part] with { Value = group with { Attributes = known?.Attributes, AttributesAt = known?.AttributesAt } };
            if (IsWanted(item, candidate))
            {
                wanted.Add(candidate);
            }
            else if (MayRest(item) && (known?.AttributesAt is not { } at || now - at >= Last))
            {
                resting.Add(candidate);
            }
        }

        var turns = Math.Max(FewestTurns, MostOfGroups - groups.Count - wanted.Count);
        wanted.AddRange(resting.OrderBy(candidate => candidate.Known?.AttributesAt ?? DateTimeOffset.MinValue).Take(turns));
        var read = new TargetGroupAttributes?[wanted.Count];
        await Parallel.ForAsync(
            0, wanted.Count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (index, token) =>
            read[index] = await attributes.OfTargetGroupAsync(item.Scope, wanted[index].Group.Arn, wanted[index].Stated.Count > 0, token));
        foreach (var ((part, _, _, _), found) in wanted.Zip(read))
        {
            groups[part] = groups[part] with { Value = groups[part].Value! with { Attributes = found, AttributesAt = now } };
        }
    }

    /// <summary>The groups that the service wants and that are there; what it has given up is only taken away.</summary>
    private static List<Candidate> Candidates(EndpointServiceItem item, Dictionary<string, Observed<ObservedTargetGroup>> groups) =>
    [
        .. from listener in item.Service.Spec.Listeners
           let part = EndpointServicePlanner.GroupPart(listener)
           let now = groups.GetValueOrDefault(part)?.Value
           where now is not null
           let before = item.Newest?.TargetGroup(part).Value
           select new Candidate(
               part, now, before?.Arn == now.Arn ? before : null, listener.TargetGroup.Attributes?.Values ?? new Dictionary<string, string>()),
    ];

    /// <summary>Whether there is news to be had; of the others the turn comes.</summary>
    private static bool IsWanted(EndpointServiceItem item, Candidate candidate) =>
        IsUnknown(candidate.Stated, candidate.Known?.Attributes?.Values) || IsOpen(item, SetGroupAttributesStep.Definition.Key(candidate.Part));

    /// <summary>Until the service is there, and when it goes, nobody asks for what it does not say.</summary>
    private static bool MayRest(EndpointServiceItem item) =>
        item.Stale == ObservedParts.All && EndpointServiceLifecycle.IsWanted(item.Service.Stage) && item.Service.Stage != EndpointServiceStage.Publishing;

    /// <summary>Whether something is said of which it is not known how it is.</summary>
    private static bool IsUnknown(IReadOnlyDictionary<string, string> stated, IReadOnlyDictionary<string, string>? known) =>
        stated.Keys.Any(key => known?.ContainsKey(key) != true);

    /// <summary>Whether what came of a call is to be seen yet.</summary>
    private static bool IsOpen(EndpointServiceItem item, StepKey set) => item.IsTouched(set) || (item.Stale == ObservedParts.All
        && item.History.Latest(set) is { IsUnresolved: true } or { Outcome: OperationOutcome.Succeeded, EffectSeenAt: null });

    private sealed record Candidate(string Part, ObservedTargetGroup Group, ObservedTargetGroup? Known, IReadOnlyDictionary<string, string> Stated);
}
