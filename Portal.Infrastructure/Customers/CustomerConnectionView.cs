using Portal.Domain.Connections;
using Portal.Infrastructure.Provisioning;

namespace Portal.Infrastructure.Customers;

/// <summary>A connection for one customer as its provider reads it: never what its link holds.</summary>
/// <param name="AccountId">None until the provider or the customer has said it.</param>
/// <param name="ConnectionId">None until the account is known.</param>
/// <param name="Stage">Of the connection; none while there is none.</param>
/// <param name="LinkExpiresAt">When the link lets nobody in any more.</param>
/// <param name="LinkWithdrawnAt">None while it was not withdrawn.</param>
public sealed record CustomerConnectionView(
    Guid Id, Guid ServiceId, string ServiceName, TeamView CustomerTeam, string Customer, string? AccountId, string? ExternalReference, Guid? ConnectionId,
    ConnectionStage? Stage, DateTimeOffset CreatedAt, DateTimeOffset LinkExpiresAt, DateTimeOffset? LinkWithdrawnAt, int Version)
{
    public bool IsLinkOpen(DateTimeOffset now) => LinkWithdrawnAt is null && LinkExpiresAt > now;
}
