namespace Portal.Domain.Accounts;

/// <summary>A group of people that owns accounts, services and connections.</summary>
public sealed class Team(Guid id, string name, DateTimeOffset createdAt)
{
    public Guid Id { get; } = id;

    public string Name { get; private set; } = name;

    public DateTimeOffset CreatedAt { get; } = createdAt;
}
