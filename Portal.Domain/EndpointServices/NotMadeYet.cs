using Portal.Domain.Provisioning;

namespace Portal.Domain.EndpointServices;

/// <summary>
/// Tells what the portal has yet to put into target groups that it has made again after somebody had deleted them: that is not there because nobody has put
/// it there, and not because somebody has taken it away.
/// </summary>
public static class NotMadeYet
{
    /// <returns>The keys of the differences that are none.</returns>
    public static IReadOnlySet<string> Of(EndpointServiceSpec spec, OperationHistory history) =>
        spec.Listeners.SelectMany(listener => Of(listener, history)).ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<string> Of(ServiceListener listener, OperationHistory history)
    {
        var part = EndpointServicePlanner.GroupPart(listener);
        if (history.LastSucceeded(CreateTargetGroupStep.Definition.Key(part)) is not { Generation: > 1 } made)
        {
            return [];
        }

        var targets = listener.TargetGroup.Addresses.Where(target => IsOpen(RegisterTargetsStep.Definition.KeyOf(part, target)))
            .Select(target => EndpointServiceDifferences.TargetMissing(part, target));
        var attributes = IsOpen(SetGroupAttributesStep.Definition.Key(part)) ? AttributeComparison.Of(listener, null).KeysToSet : [];
        return targets.Concat(attributes);

        bool IsOpen(StepKey key) => !(history.LastSucceeded(key)?.CreatedAt > made.CreatedAt);
    }
}
