namespace Portal.Infrastructure.Commands;

/// <summary>A caller's key for one request, and the hash of what was asked for with it.</summary>
public sealed record IdempotencyKey(string Key, byte[] RequestSha256);
