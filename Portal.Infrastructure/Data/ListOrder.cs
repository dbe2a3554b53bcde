namespace Portal.Infrastructure.Data;

/// <summary>By what a list is sorted: only by what an index has in order.</summary>
public enum ListOrder
{
    /// <summary>What came last is first.</summary>
    Newest,

    /// <summary>What came first is first.</summary>
    Oldest,
}
