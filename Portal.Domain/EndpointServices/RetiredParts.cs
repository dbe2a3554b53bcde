using System.Text.Json.Serialization;

namespace Portal.Domain.EndpointServices;

/// <summary>What an earlier spec of a service wanted and the present one does not: the portal takes this away, and nothing that others have added.</summary>
/// <param name="TargetGroups">By the part that tells a target group from the others; see <see cref="EndpointServicePlanner.GroupPart"/>.</param>
public sealed record RetiredParts(IReadOnlyList<RetiredListener> Listeners, IReadOnlyList<string> TargetGroups, IReadOnlyList<RetiredTarget> Targets)
{
    public static RetiredParts None { get; } = new([], [], []);

    [JsonIgnore]
    public bool IsEmpty => Listeners.Count + TargetGroups.Count + Targets.Count == 0;
}
