namespace Portal.Infrastructure.People;

/// <summary>Somebody whom the portal knows, and what they may do for a team.</summary>
/// <param name="PersonId">Left out where the address names the person.</param>
/// <param name="Roles">All that are given by hand from now on: provider, consumer.</param>
public sealed record MemberInput(Guid? PersonId, IReadOnlyList<string?>? Roles);
