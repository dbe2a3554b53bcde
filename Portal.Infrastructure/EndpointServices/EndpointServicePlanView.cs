using Portal.Domain.Provisioning;
using Portal.Infrastructure.Data;

namespace Portal.Infrastructure.EndpointServices;

/// <summary>A service's plan as its own people read it.</summary>
public sealed record EndpointServicePlanView(string PlanHash, IReadOnlyList<Effect> Effects, IReadOnlyList<StepSummary> Steps, string? LastError);
