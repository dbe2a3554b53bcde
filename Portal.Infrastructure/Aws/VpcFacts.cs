namespace Portal.Infrastructure.Aws;

/// <summary>A VPC as its account sees it: what a form offers and a validator checks against.</summary>
/// <param name="IsShared">Another account owns it and shares it.</param>
/// <param name="DnsSupport">None in lists: AWS tells the two DNS attributes for one VPC a call.</param>
public sealed record VpcFacts(
    string Id, string? Name, IReadOnlyList<string> Cidrs, bool IsShared, bool? DnsSupport, bool? DnsHostnames,
    IReadOnlyList<SubnetFacts> Subnets, IReadOnlyList<SecurityGroupFacts> SecurityGroups);
