namespace Portal.Infrastructure.Data;

/// <summary>What a command tells about its effect: enough to find it and to see how far it has come.</summary>
public sealed record Receipt(Guid Id, string Stage, int Version);
