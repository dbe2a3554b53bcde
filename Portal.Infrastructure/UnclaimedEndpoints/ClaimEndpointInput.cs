namespace Portal.Infrastructure.UnclaimedEndpoints;

/// <summary>Whose endpoint it is to be.</summary>
/// <param name="ConnectionId">A connection to the service, of the endpoint's account and region, that waits for its endpoint.</param>
public sealed record ClaimEndpointInput(Guid? ConnectionId);
