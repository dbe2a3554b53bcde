namespace Portal.Domain.Provisioning;

/// <summary>What has to happen elsewhere before a step can be taken.</summary>
public sealed record Waiting(Party Who, string What);
