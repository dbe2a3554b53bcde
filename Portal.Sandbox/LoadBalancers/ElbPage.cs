using System.Text;
using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Storage;

namespace Portal.Sandbox.LoadBalancers;

/// <summary>One page of a list in the order of the ARNs; the marker names the last one of the page before.</summary>
internal sealed record ElbPage<T>(IReadOnlyList<T> Rows, string? NextMarker) where T : IEntity
{
    private const int Largest = 400;

    public static ElbPage<T> Of(Call call, IEnumerable<T> rows)
    {
        var size = call.Parameters.Number("PageSize", 1, Largest) ?? Largest;
        var after = After(call.Parameters.Text("Marker"));
        var page = rows.Where(row => string.CompareOrdinal(row.Id, after) > 0).OrderBy(row => row.Id, StringComparer.Ordinal).Take(size + 1).ToList();
        return page.Count <= size ? new(page, null) : new(page[..size], Convert.ToBase64String(Encoding.UTF8.GetBytes(page[size - 1].Id)));
    }

    public void Write(ReplyWriter reply, string name, Action<T> write)
    {
        reply.List(name, Rows, write);
        reply.Text("NextMarker", NextMarker);
    }

    private static string After(string? marker)
    {
        var bytes = new byte[marker?.Length ?? 0];
        return string.IsNullOrEmpty(marker) ? ""
            : Convert.TryFromBase64String(marker, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length)
            : throw ElbErrors.Validation($"Marker '{marker}' is not valid");
    }
}
