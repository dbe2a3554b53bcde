using Portal.Domain.Provisioning;

namespace Portal.Domain.EndpointServices;

/// <summary>What a service says of the attributes of one load balancer or target group, beside what AWS shows of them.</summary>
/// <param name="Prefix">What the keys of its differences begin with.</param>
/// <param name="Stated">By AWS's keys.</param>
/// <param name="Found">The same; empty while they were not read.</param>
/// <param name="Defaults">What AWS gives where nothing is said.</param>
internal sealed record AttributeComparison(
    string Prefix, IReadOnlyList<AttributeDefinition> All, IReadOnlyDictionary<string, string> Stated, IReadOnlyDictionary<string, string> Found,
    IReadOnlyDictionary<string, string> Defaults)
{
    /// <summary>The keys of the differences that what is just made shows.</summary>
    public IEnumerable<string> KeysToSet => Stated.Where(one => Defaults[one.Key] != one.Value).Select(one => Prefix + one.Key);

    /// <summary>Whether something is said of which it is not known how it is.</summary>
    public bool IsUnread => Stated.Keys.Any(key => !Found.ContainsKey(key));

    public static AttributeComparison Of(EndpointServiceSpec spec, ObservedLoadBalancer? balancer) => new(
        EndpointServiceDifferences.BalancerAttribute(""), AttributeDefinition.OfLoadBalancers, Values(spec.LoadBalancerAttributes),
        Values(balancer?.Attributes), LoadBalancerAttributes.Default.Values);

    public static AttributeComparison Of(ServiceListener listener, ObservedTargetGroup? group) => new(
        EndpointServiceDifferences.GroupAttribute(EndpointServicePlanner.GroupPart(listener), ""), AttributeDefinition.OfTargetGroups,
        Values(listener.TargetGroup.Attributes), Values(group?.Attributes), TargetGroupAttributes.DefaultOf(listener.TargetGroup.Protocol).Values);

    /// <summary>What was said and is otherwise is put back; where nothing was said, what is not AWS's default is shown.</summary>
    /// <param name="of">What has the attributes: "of TCP 443".</param>
    public IEnumerable<Difference> Differences(string of) =>
        from attribute in All
        let found = Found.GetValueOrDefault(attribute.Key)
        let isStated = Stated.ContainsKey(attribute.Key)
        let wanted = isStated ? Stated[attribute.Key] : Defaults[attribute.Key]
        where found is not null && found != wanted
        select new Difference(
            Prefix + attribute.Key, isStated ? DifferencePolicy.Repair : DifferencePolicy.Show, $"{attribute.Name} {of}",
            AttributeDefinition.Text(wanted) + (isStated ? "" : " (AWS's default)"), AttributeDefinition.Text(found))
        {
            ComesOfSpecs = isStated,
        };

    /// <summary>Whether what is just made has to be changed.</summary>
    public bool DiffersFromDefaults => KeysToSet.Any();

    /// <summary>The keys of the differences that are to be put back now.</summary>
    public IReadOnlyList<string> Repaired(JudgedDifferences differences) => [.. All.Select(attribute => Prefix + attribute.Key).Where(differences.Repairs)];

    /// <summary>All that a call has to say: what is said, but for what is left alone, and AWS's default of what is put back.</summary>
    public SortedDictionary<string, string> ToSet(JudgedDifferences differences)
    {
        SortedDictionary<string, string> set = new(StringComparer.Ordinal);
        foreach (var attribute in All)
        {
            var stated = Stated.GetValueOrDefault(attribute.Key);
            if (differences.Repairs(Prefix + attribute.Key))
            {
                set[attribute.Key] = stated ?? Defaults[attribute.Key];
            }
            else if (stated is not null && Found.GetValueOrDefault(attribute.Key) == stated)
            {
                set[attribute.Key] = stated;
            }
        }

        return set;
    }

    /// <returns>Whether all that is said is so; where nothing is said, whether all is AWS's default. None where it cannot be told.</returns>
    public bool? IsDone() => Found.Count == 0 || IsUnread ? null
        : Stated.Count > 0 ? Stated.All(one => Found[one.Key] == one.Value)
        : Found.All(one => Defaults[one.Key] == one.Value) ? true : null;

    /// <summary>The values that are wanted when some differences are adopted.</summary>
    public IReadOnlyDictionary<string, string> Adopt(IReadOnlySet<string> keys)
    {
        var values = Stated.ToDictionary();
        foreach (var (key, found) in Found.Where(one => keys.Contains(Prefix + one.Key)))
        {
            values[key] = found;
        }

        return values;
    }

    private static IReadOnlyDictionary<string, string> Values(LoadBalancerAttributes? attributes) => (attributes ?? new()).Values;

    private static IReadOnlyDictionary<string, string> Values(TargetGroupAttributes? attributes) => (attributes ?? new()).Values;
}
