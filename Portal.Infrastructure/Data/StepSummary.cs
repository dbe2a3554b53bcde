using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Data;

/// <summary>A planned step as people see it.</summary>
public sealed record StepSummary(string Key, string Summary, bool Ready, Waiting? WaitsFor);
