using System.Text;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;
using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Operations;

/// <summary>A Describe action of EC2: by ids, filters and pages. What is named by id must exist and be visible to the caller.</summary>
internal abstract class Listing<T> : Ec2Operation, IFiltered where T : class, IEntity
{
    private const int FullPage = 1000;

    /// <summary>The element that holds the list.</summary>
    protected abstract string ListName { get; }

    /// <summary>The parameter that names ids, and what sort of ids they are; null when the action takes none.</summary>
    protected virtual (string Parameter, IdKind Kind)? Ids => null;

    /// <summary>The smallest MaxResults that is accepted; above 1000 some actions refuse and others clip.</summary>
    protected virtual int SmallestPage => 5;

    protected virtual bool ClipsPages => false;

    protected abstract FilterSet<T> Filters { get; }

    public IEnumerable<string> FilterNames => Filters.Names;

    public override void Execute(Call call, ReplyWriter reply)
    {
        call.EndDryRun();
        var ids = Ids is { } named ? call.Parameters.Texts(named.Parameter) : [];
        var passes = Filters.Read(call);
        var size = call.Parameters.Number("MaxResults", SmallestPage, ClipsPages ? int.MaxValue : FullPage);
        var after = ReadToken(call.Parameters.Text("NextToken"));
        ReadMore(call);
        call.PageAfter = ids.Count > 0 ? null : after;
        var rows = (ids.Count > 0 ? Named(call, ids) : Visible(call)).Where(passes);
        WritePage(call, reply, rows, Math.Min(size ?? FullPage, FullPage), after);
    }

    /// <summary>Finds one by its id, whether or not the caller may see it, where that is quicker than to go through all.</summary>
    protected virtual Func<Store, string, T?>? ById => null;

    /// <summary>What the caller may see, in the order of ids; what comes before <see cref="Call.PageAfter"/> may be left out.</summary>
    protected abstract IEnumerable<T> Visible(Call call);

    /// <summary>Whether it is in the region of the call; asked only of what <see cref="ById"/> finds.</summary>
    protected virtual bool IsHere(Call call, T row) => true;

    protected abstract void Write(Call call, ReplyWriter reply, T row);

    /// <summary>Reads parameters beyond the usual ones.</summary>
    protected virtual void ReadMore(Call call)
    {
    }

    protected virtual void WriteList(Call call, ReplyWriter reply, IReadOnlyList<T> page) => reply.List(ListName, page, row => Write(call, reply, row));

    private List<T> Named(Call call, IReadOnlyList<string> ids)
    {
        var kind = Ids!.Value.Kind;
        var wanted = ids.Select(kind.Check).ToHashSet();
        var found = ById is { } find
            ? wanted.Order(StringComparer.Ordinal)
                .Select(id => find(call.Store, id)).OfType<T>()
                .Where(row => row.OwnerId == call.AccountId && IsHere(call, row)).ToList()
            : [.. Visible(call).Where(row => wanted.Contains(row.Id))];
        var missing = wanted.Except(found.Select(row => row.Id)).Order().ToList();
        return missing.Count == 0 ? found : throw kind.NotFound(missing);
    }

    private void WritePage(Call call, ReplyWriter reply, IEnumerable<T> rows, int size, string? after)
    {
        var page = rows.Where(row => after is null || string.CompareOrdinal(row.Id, after) > 0).Take(size + 1).ToList();
        var more = page.Count > size;
        WriteList(call, reply, more ? page[..size] : page);
        if (more)
        {
            reply.Text("nextToken", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Action}:{page[size - 1].Id}")));
        }
    }

    private string? ReadToken(string? token)
    {
        if (string.IsNullOrEmpty(token))
        {
            return null;
        }

        Span<byte> bytes = new byte[token.Length];
        var text = Convert.TryFromBase64String(token, bytes, out var length) ? Encoding.UTF8.GetString(bytes[..length]) : "";
        return text.StartsWith(Action + ":", StringComparison.Ordinal)
            ? text[(Action.Length + 1)..]
            : throw new AwsError("InvalidNextToken", "The specified NextToken is not valid.");
    }
}
