namespace Portal.Infrastructure.EndpointServices;

/// <summary>How a service is withdrawn.</summary>
/// <param name="Notice">How long consumers have, as an ISO 8601 duration such as P14D; instead of <paramref name="EndsAt"/>.</param>
/// <param name="EndsAt">When everything is deleted; neither given means now.</param>
/// <param name="Message">What consumers are told.</param>
public sealed record WithdrawServiceInput(string? Notice, DateTimeOffset? EndsAt, string? Message);
