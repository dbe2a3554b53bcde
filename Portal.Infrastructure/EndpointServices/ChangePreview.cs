using Portal.Domain.Provisioning;
using Portal.Domain.Reviews;

namespace Portal.Infrastructure.EndpointServices;

/// <summary>What a change would do: what differs, what it causes in AWS, whom it touches and who would decide on it.</summary>
/// <param name="Approvals">Empty where it is done at once.</param>
/// <param name="MoreTouched">How many more connections it touches than are listed.</param>
public sealed record ChangePreview(
    string PlanHash, IReadOnlyList<FieldChange> Changes, IReadOnlyList<Effect> Effects, IReadOnlyList<TouchedConnection> Touched, int MoreTouched,
    IReadOnlyList<string> Approvals);
