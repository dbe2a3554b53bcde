namespace Portal.Infrastructure.UnclaimedEndpoints;

/// <summary>What taking over an endpoint that somebody has made by hand needs; everything else is read from AWS.</summary>
/// <param name="Justification">What the connection is for; the people who approve it read this. 1 to 2,000 characters.</param>
/// <param name="EndsAt">When the connection, and with it the endpoint, is deleted by itself; none for no end.</param>
public sealed record AdoptEndpointInput(string? Justification, DateTimeOffset? EndsAt = null, string? ExternalReference = null);
