namespace Portal.Infrastructure.Aws;

public sealed record SecurityGroupFacts(string Id, string Name);
