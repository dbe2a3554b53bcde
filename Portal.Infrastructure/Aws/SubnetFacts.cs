namespace Portal.Infrastructure.Aws;

/// <param name="ZoneId">For example use1-az1; names differ between accounts.</param>
/// <param name="FreeAddresses">How many addresses AWS can still give out.</param>
public sealed record SubnetFacts(string Id, string? Name, string ZoneId, string ZoneName, string Cidr, int FreeAddresses, string OwnerId);
