namespace Portal.Infrastructure.Security;

/// <summary>The person who is a network admin before any group makes one.</summary>
/// <param name="Provider">The provider's short name.</param>
/// <param name="Subject">Their identity there.</param>
public sealed record FirstAdmin(string Provider, string Subject);
