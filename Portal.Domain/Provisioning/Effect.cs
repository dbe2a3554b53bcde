namespace Portal.Domain.Provisioning;

/// <summary>One thing that a spec will cause in AWS.</summary>
/// <param name="Step">The step type that causes it, for example <c>endpoint.create</c>.</param>
/// <param name="Target">What it happens to: a VPC, a service, a principal.</param>
/// <param name="Detail">What else decides whether it is the same effect, for example subnets and security groups.</param>
public sealed record Effect(string Step, string AccountId, string Region, string Target, string Detail = "");
