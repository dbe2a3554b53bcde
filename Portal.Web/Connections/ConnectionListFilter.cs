using Portal.Domain.Connections;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.Data;
using Portal.Web.Lists;
using Portal.Web.Routing;

namespace Portal.Web.Connections;

/// <summary>The filters of the list of connections as they stand in an address: the same for the page and for the file.</summary>
internal static class ConnectionListFilter
{
    /// <summary>The orders, and how each stands in an address.</summary>
    public static IReadOnlyList<ListSort> Sorts { get; } = [.. ListSort.ByTime, new("ends", "those that end, soonest first")];

    public static ConnectionFilter Read(string? stage, string? reference, string? search, string? service, string? blocked, string? sort) => new(
        ChosenWords.Read<ConnectionStage>(stage), reference, search, PortalUrls.Id(service), bool.TryParse(blocked, out var isBlocked) && isBlocked,
        sort switch { "oldest" => ConnectionOrder.Oldest, "ends" => ConnectionOrder.EndsFirst, _ => ConnectionOrder.Newest });
}
