namespace Portal.Sandbox.Seeding;

/// <summary>A user with a key of their own and the names of their policies.</summary>
public sealed record SeedUser(string UserName, string AccessKeyId, string SecretAccessKey, IReadOnlyList<string> Policies);
