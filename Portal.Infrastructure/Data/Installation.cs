namespace Portal.Infrastructure.Data;

/// <summary>This portal and its database; the id is made by the first migration and is in every tag and name that the portal makes.</summary>
public sealed class Installation
{
    public Guid Id { get; private init; }

    public DateTimeOffset CreatedAt { get; private init; }
}
