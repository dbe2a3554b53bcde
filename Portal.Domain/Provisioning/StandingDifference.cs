namespace Portal.Domain.Provisioning;

/// <summary>A difference that the portal shows, and since when.</summary>
/// <param name="Since">When it was seen first, by the database's clock.</param>
/// <param name="RepairAt">When the portal puts it back unless somebody decides otherwise; none for what it leaves alone.</param>
/// <param name="IsProposed">Whether a change that people have yet to decide on wants what is there.</param>
/// <param name="IgnoredUntil">Until when somebody wants it left alone; none where nobody does.</param>
public sealed record StandingDifference(
    string Key, DifferencePolicy Policy, string What, string? Wanted, string? Found, DateTimeOffset Since, DateTimeOffset? RepairAt,
    DateTimeOffset? IgnoredUntil, bool MayBeRepaired, bool MayBeAdopted, bool IsProposed = false);
