namespace Portal.Web.Home;

/// <summary>Things to look after of which the same is to be said.</summary>
public sealed record HomeGroup(IReadOnlyList<HomeItem> Items)
{
    private const int FewestTogether = 3;

    public HomeItem First => Items[0];

    public bool IsOne => Items.Count == 1;

    /// <summary>Puts together what has one cause, so that fifty services with one cause are one line; in the items' order.</summary>
    public static IReadOnlyList<HomeGroup> Of(IEnumerable<HomeItem> items) =>
    [
        .. items.GroupBy(item => (item.What, item.State)).SelectMany(same => same.First().HasCause && same.Count() >= FewestTogether
            ? new[] { new HomeGroup([.. same]) }
            : [.. same.Select(item => new HomeGroup([item]))]),
    ];
}
