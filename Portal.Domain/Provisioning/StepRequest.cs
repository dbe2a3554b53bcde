namespace Portal.Domain.Provisioning;

/// <summary>An operation as it is sent: the call with the tags, token and name that belong to it. These bytes are stored and replayed.</summary>
/// <param name="Token">The ClientToken, where the call has one.</param>
/// <param name="Name">The derived name, where the object has one.</param>
public sealed record StepRequest(StepCall Call, string Token, string? Name, IReadOnlyDictionary<string, string> Tags)
{
    public static StepRequest For(PlanStep step, Guid operationId, int generation, Guid installationId, string subjectTag, Guid subjectId) => new(
        step.Call ?? throw new ArgumentException($"The step {step.Key} is not ready.", nameof(step)),
        operationId.ToString(),
        step.Definition.Repeat == RepeatKind.NameUnique ? AwsNames.Derive(installationId, subjectId, step.Key, generation) : null,
        new SortedDictionary<string, string>((step.Tags ?? new Dictionary<string, string>()).ToDictionary(), StringComparer.Ordinal)
        {
            [PortalTags.Installation] = installationId.ToString(),
            [subjectTag] = subjectId.ToString(),
            [PortalTags.Operation] = operationId.ToString(),
        });
}
