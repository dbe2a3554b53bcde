namespace Portal.Sandbox.Seeding;

/// <summary>One running instance.</summary>
public sealed record SeedInstance(
    string InstanceId, string Name, string SubnetId, string PrivateIp, string InstanceType, IReadOnlyList<string> SecurityGroupIds);
