using Portal.Domain.Connections;

namespace Portal.Infrastructure.Customers;

/// <summary>All that a customer's link shows: of this one connection, and of nothing else.</summary>
/// <param name="Stage">None until the account is known.</param>
/// <param name="Instructions">How to create the endpoint; none while it is not the customer's turn.</param>
/// <param name="EndpointId">The endpoint that the customer has given; none before.</param>
/// <param name="Trouble">What the customer has to put right, in words; none where it is nothing, or somebody else's.</param>
/// <param name="CutOffReason">Why the provider's side has cut it off; none where it has not.</param>
/// <param name="MayGiveEndpoint">Whether an endpoint can be given now, the first one or another one instead.</param>
public sealed record CustomerPageView(
    string Service, string Provider, string Customer, string? AccountId, string Region, ConnectionStage? Stage, EndpointInstructions? Instructions,
    string? EndpointId, string? Trouble, string? CutOffReason, bool MayGiveEndpoint, DateTimeOffset ExpiresAt);
