using Portal.Domain.Provisioning;
using Portal.Domain.Reviews;

namespace Portal.Infrastructure.EndpointServices;

/// <summary>What a change would do: what differs, what it causes in AWS, whom it touches and who would decide on it.</summary>
/// <param name="Approvals">Empty where it is done at once.</param>
/// <param name="MoreTouched">How many more connections it touches than are listed.</param>
public sealed record ChangePreview(
    string PlanHash, IReadOnlyList<FieldChange> Changes, IReadOnlyList<Effect> Effects, IReadOnlyList<TouchedConnection> Touched, int MoreTouched,
    IReadOnlyList<string> Approvals)
{
    /// <summary>Under which name tags are among the changes: they follow at once, whoever has to approve the rest.</summary>
    public const string Tags = "Tags";

    /// <summary>What is different about the tags; nothing where they stay.</summary>
    internal static IEnumerable<FieldChange> OfTags(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string?>? after)
    {
        var will = after?.ToDictionary(tag => tag.Key, tag => tag.Value ?? "");
        return will is null || AwsTags.AreSame(before, will)
            ? []
            : [new(Tags, AwsTags.Changes(before, will, before: true), AwsTags.Changes(before, will, before: false))];
    }
}
