namespace Portal.Domain.Accounts;

/// <summary>A group of people that owns accounts, services and connections; or a provider's customer, without people of its own.</summary>
public sealed class Team(Guid id, string name, DateTimeOffset createdAt)
{
    public const int LongestName = 100;

    public Guid Id { get; } = id;

    public string Name { get; private set; } = name;

    public DateTimeOffset CreatedAt { get; } = createdAt;

    /// <summary>The provider's team whose customer it stands for; none for a team of people.</summary>
    public Guid? CustomerOf { get; private init; }

    /// <summary>Since when nobody acts for it any more; none while it is open.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>Rises with everything that people see of the team itself.</summary>
    public int Version { get; private set; }

    /// <summary>Whether it stands for another company that has no people here.</summary>
    public bool IsExternal => CustomerOf is not null;

    /// <summary>Another company that uses a service of that provider.</summary>
    public static Team ForCustomer(Guid provider, string name, DateTimeOffset now) => new(Guid.CreateVersion7(now), name, now) { CustomerOf = provider };

    public void Rename(string name)
    {
        Name = name;
        Version++;
    }

    /// <exception cref="DomainException">It is closed already.</exception>
    public void Close(DateTimeOffset now)
    {
        ClosedAt = ClosedAt is null ? now : throw new DomainException($"{Name} is closed already.");
        Version++;
    }

    /// <exception cref="DomainException">It is not closed.</exception>
    public void Reopen()
    {
        ClosedAt = ClosedAt is null ? throw new DomainException($"{Name} is open.") : null;
        Version++;
    }
}
