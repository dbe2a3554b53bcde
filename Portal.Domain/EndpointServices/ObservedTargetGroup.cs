using System.Text.Json.Serialization;

namespace Portal.Domain.EndpointServices;

/// <param name="LoadBalancerArns">The load balancers whose listeners forward to it; none in what an earlier version stored.</param>
/// <param name="TargetsAt">When its targets were read: that takes a call for each group, so not every observation has it anew. None while they were never
/// read.</param>
/// <param name="HealthCheck">None in what an earlier version stored.</param>
/// <param name="Attributes">None while they were not read, or AWS did not tell.</param>
/// <param name="AttributesAt">When they were asked for: that takes a call for each group, so not every observation has them anew.</param>
public sealed record ObservedTargetGroup(
    string Arn, string Name, IReadOnlyList<ObservedTarget> Targets, IReadOnlyList<string>? LoadBalancerArns = null, DateTimeOffset? TargetsAt = null,
    ObservedHealthCheck? HealthCheck = null, TargetGroupAttributes? Attributes = null, DateTimeOffset? AttributesAt = null)
{
    /// <summary>Whether AWS is still making up its mind about a target, or lets its connections end.</summary>
    [JsonIgnore]
    public bool IsUnsettled => Targets.Any(target => target.Health is TargetHealthState.Initial or TargetHealthState.Draining);
}
