namespace Portal.Sandbox.Seeding;

/// <summary>One subnet, placed by zone id, and the accounts that its owner shares it with.</summary>
public sealed record SeedSubnet(string SubnetId, string Name, string ZoneId, string Cidr, IReadOnlyList<string>? SharedWith = null);
