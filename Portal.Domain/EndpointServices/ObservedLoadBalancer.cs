namespace Portal.Domain.EndpointServices;

public sealed record ObservedLoadBalancer(string Arn, string Name, LoadBalancerState State, string? StateReason, IReadOnlyList<ZonedSubnet> Subnets);
