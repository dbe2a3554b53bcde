using Portal.Domain.Networking;

namespace Portal.Domain.Tests.Connections;

/// <summary>How AWS and the service will behave in one world.</summary>
/// <param name="ViewLags">The consumer's side shows each state one round late.</param>
/// <param name="ArrivesAt">When the call that nobody heard the answer of takes effect; none for never.</param>
/// <param name="VerifiedAt">When the provider proves the private DNS name; none for never.</param>
internal sealed record EndpointFate(
    int LagSeconds, int ProviderLag, bool ViewLags, int RoundsOfWork, VpcEndpointState Ends, int? ArrivesAt, int AllowedAt, int ServiceAt, int? VerifiedAt);
