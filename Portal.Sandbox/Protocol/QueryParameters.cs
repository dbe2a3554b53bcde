using System.Globalization;

namespace Portal.Sandbox.Protocol;

/// <summary>
/// The parameters of one request as a tree: <c>Filter.1.Value.2</c> is read as Items("Filter")[0].Texts("Value")[1].
/// It remembers what was read, so that a parameter nobody asked for can be refused as AWS does.
/// </summary>
internal sealed class QueryParameters
{
    private const int DeepestName = 12;
    private readonly AwsApi _api;
    private readonly Node _node;

    private QueryParameters(AwsApi api, Node node)
    {
        _api = api;
        _node = node;
    }

    public static QueryParameters Parse(AwsApi api, IEnumerable<KeyValuePair<string, string>> pairs)
    {
        var root = new Node("");
        foreach (var (name, value) in pairs)
        {
            var parts = name.Split('.');
            if (parts.Length > DeepestName && api.IsEc2)
            {
                throw CommonErrors.UnknownParameter(name);
            }

            var node = parts.Take(DeepestName).Aggregate(root, (parent, part) => parent.Child(part));
            node.Value = node.Value is null ? value : throw CommonErrors.MalformedQuery($"The parameter {name} is specified more than once");
        }

        return new(api, root);
    }

    /// <summary>The value, or null when absent; an empty value counts as absent for everything but texts.</summary>
    public string? Text(string name) => _node.Find(name) is { } node ? Scalar(node) : null;

    public string Required(string name) => Text(name) is { Length: > 0 } value ? value : throw CommonErrors.MissingParameter(_api, Path(name));

    public bool? Flag(string name) => Text(name) switch
    {
        null or "" => null,
        var text when text.Equals("true", StringComparison.OrdinalIgnoreCase) => true,
        var text when text.Equals("false", StringComparison.OrdinalIgnoreCase) => false,
        var text => throw CommonErrors.InvalidValue(_api, Path(name), text, "Expected a boolean: true or false"),
    };

    public int? Number(string name, int smallest, int largest)
    {
        if (Text(name) is not { Length: > 0 } text)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= smallest && number <= largest
            ? number
            : throw CommonErrors.InvalidValue(_api, Path(name), text, $"Expecting a value between {smallest} and {largest}");
    }

    /// <summary>The texts of a list; empty when it is absent or was sent empty (<c>Name=</c>).</summary>
    public IReadOnlyList<string> Texts(string name) => [.. Entries(name).Select(Scalar).OfType<string>().Where(text => text.Length > 0)];

    public IReadOnlyList<string> RequiredTexts(string name) =>
        Texts(name) is { Count: > 0 } texts ? texts : throw CommonErrors.MissingParameter(_api, Path(name));

    /// <summary>The entries of a list of structures.</summary>
    public IReadOnlyList<QueryParameters> Items(string name) => [.. Entries(name).Select(node => new QueryParameters(_api, node))];

    /// <summary>A nested structure, or null when nothing of it was sent.</summary>
    public QueryParameters? Structure(string name) => _node.Find(name) is { HasChildren: true } node ? new(_api, node) : null;

    /// <summary>The first parameter that was sent but never read.</summary>
    public string? FirstUnread() => _node.FirstUnread();

    /// <summary>Every parameter by its full name.</summary>
    public IEnumerable<KeyValuePair<string, string>> All() => _node.All();

    private IEnumerable<Node> Entries(string name)
    {
        if (_node.Find(name) is not { } list)
        {
            return [];
        }

        if (string.IsNullOrEmpty(list.Value))
        {
            list.Take();
        }

        if (_api.IsEc2)
        {
            return list.Numbered();
        }

        return list.Find("member") is { } members
            ? members.Numbered()
            : list.HasChildren || !string.IsNullOrEmpty(list.Value) ? throw CommonErrors.MalformedInput("Unexpected list element termination") : [];
    }

    // EC2 names the part that nobody reads; the query protocol refuses the shape.
    private string? Scalar(Node node) =>
        node.HasChildren && !_api.IsEc2 ? throw CommonErrors.MalformedInput("Start of structure or map found where not expected.") : node.Take();

    private string Path(string name) => _node.Path.Length == 0 ? name : $"{_node.Path}.{name}";

    private sealed class Node(string path)
    {
        private readonly Dictionary<string, Node> _children = new(StringComparer.Ordinal);
        private bool _read;

        public string Path => path;

        public string? Value { get; set; }

        public bool HasChildren => _children.Count > 0;

        public Node Child(string part)
        {
            if (!_children.TryGetValue(part, out var child))
            {
                _children[part] = child = new(path.Length == 0 ? part : $"{path}.{part}");
            }

            return child;
        }

        public Node? Find(string part) => _children.GetValueOrDefault(part);

        public string? Take()
        {
            _read = true;
            return Value;
        }

        public IEnumerable<Node> Numbered() => _children
            .Select(child => (Number: int.TryParse(child.Key, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1, child.Value))
            .Where(child => child.Number >= 0)
            .OrderBy(child => child.Number)
            .Select(child => child.Value);

        public string? FirstUnread() =>
            Value is not null && !_read ? path : _children.Values.Select(child => child.FirstUnread()).FirstOrDefault(unread => unread is not null);

        public IEnumerable<KeyValuePair<string, string>> All() =>
            (Value is null ? [] : new[] { KeyValuePair.Create(path, Value) }).Concat(_children.Values.SelectMany(child => child.All()));
    }
}
