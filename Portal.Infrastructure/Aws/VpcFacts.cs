namespace Portal.Infrastructure.Aws;

/// <summary>A VPC as its account sees it: what a form offers and a validator checks against.</summary>
/// <param name="IsShared">Another account owns it and shares it.</param>
/// <param name="DnsSupport">None in lists: AWS tells the two DNS attributes for one VPC a call.</param>
public sealed record VpcFacts(
    string Id, string? Name, IReadOnlyList<string> Cidrs, bool IsShared, bool? DnsSupport, bool? DnsHostnames,
    IReadOnlyList<SubnetFacts> Subnets, IReadOnlyList<SecurityGroupFacts> SecurityGroups);

/// <param name="ZoneId">For example use1-az1; names differ between accounts.</param>
/// <param name="FreeAddresses">How many addresses AWS can still give out.</param>
public sealed record SubnetFacts(string Id, string? Name, string ZoneId, string ZoneName, string Cidr, int FreeAddresses, string OwnerId);

public sealed record SecurityGroupFacts(string Id, string Name);
