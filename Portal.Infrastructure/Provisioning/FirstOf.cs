namespace Portal.Infrastructure.Provisioning;

/// <summary>The first of a list, and how long the list is.</summary>
public sealed record FirstOf<T>(IReadOnlyList<T> Items, CappedCount Count)
{
    /// <summary>There are more than stand here.</summary>
    public bool AndMore => Count.Counted > Items.Count;
}
