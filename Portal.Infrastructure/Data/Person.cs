using Portal.Domain.Accounts;

namespace Portal.Infrastructure.Data;

/// <summary>Somebody who has signed in; the only place where a name is kept.</summary>
public sealed class Person
{
    public required string Issuer { get; init; }

    public required string Subject { get; init; }

    public required string Name { get; set; }

    public PortalRole[] PortalRoles { get; set; } = [];

    public DateTimeOffset CreatedAt { get; init; }
}
