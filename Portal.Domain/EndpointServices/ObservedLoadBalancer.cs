namespace Portal.Domain.EndpointServices;

/// <param name="SecurityGroupIds">None in what an earlier version stored; empty for a load balancer that was made without any.</param>
public sealed record ObservedLoadBalancer(
    string Arn, string Name, LoadBalancerState State, string? StateReason, IReadOnlyList<ZonedSubnet> Subnets, IReadOnlyList<string>? SecurityGroupIds = null);
