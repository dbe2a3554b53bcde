using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;

namespace Portal.Infrastructure.Pages;

/// <summary>What a page with a list shows of it.</summary>
/// <param name="Next">Where the list goes on; none at its end.</param>
/// <param name="Total">How many there are that the filters leave, on all pages together.</param>
public sealed record ListSnapshot<T>(IReadOnlyList<T> Items, string? Next, CappedCount Total)
{
    /// <summary>A page that is all there is need not be counted.</summary>
    internal static async Task<ListSnapshot<T>> OfAsync(Page<T> page, string? cursor, Func<Task<CappedCount>> countAsync) => new(
        page.Items, page.Next, page.Next is null && string.IsNullOrEmpty(cursor) ? new CappedCount(page.Items.Count) : await countAsync());
}
