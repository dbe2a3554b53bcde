namespace Portal.Infrastructure.People;

/// <summary>Roles and where they come from; one can come from both.</summary>
/// <param name="ByHand">Given in the portal, by a network admin or an invitation.</param>
/// <param name="ByGroup">By a group at the identity provider, as of the last sign-in.</param>
public sealed record HeldRoles<T>(IReadOnlyList<T> ByHand, IReadOnlyList<T> ByGroup)
    where T : struct, Enum
{
    public IReadOnlyList<T> All => [.. ByHand.Union(ByGroup).Order()];
}
