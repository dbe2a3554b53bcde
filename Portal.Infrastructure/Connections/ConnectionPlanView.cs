using Portal.Domain.Provisioning;
using Portal.Infrastructure.Data;

namespace Portal.Infrastructure.Connections;

/// <summary>A connection's plan as people read it.</summary>
/// <param name="ApprovedPlanHash">What was approved; none while nothing is.</param>
public sealed record ConnectionPlanView(
    string PlanHash, string? ApprovedPlanHash, IReadOnlyList<Effect> Effects, IReadOnlyList<StepSummary> Steps, string? LastError);
