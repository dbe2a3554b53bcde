namespace Portal.Sandbox.Seeding;

/// <summary>One inbound rule of a security group.</summary>
public sealed record SeedRule(string Protocol, int FromPort, int ToPort, string Cidr);
