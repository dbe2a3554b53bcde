using System.Globalization;

namespace Portal.Sandbox.Tests.Judges.Models;

/// <summary>Holds the parameters of a request against the model: names, list indexes, what is required, values.</summary>
internal sealed class RequestJudge(ServiceModel model)
{
    private static readonly HashSet<string> OfTheProtocol = ["Action", "Version"];
    private readonly List<Objection> _objections = [];

    public static IReadOnlyList<Objection> Judge(ServiceModel model, string action, IEnumerable<KeyValuePair<string, string>> parameters)
    {
        var judge = new RequestJudge(model);
        judge.Judge(action, parameters);
        return judge._objections;
    }

    private void Judge(string action, IEnumerable<KeyValuePair<string, string>> parameters)
    {
        var root = new Node("");
        foreach (var (name, value) in parameters.Where(pair => !OfTheProtocol.Contains(pair.Key)))
        {
            var node = name.Split('.').Aggregate(root, (parent, part) => parent.Child(part));
            if (node.Value is not null)
            {
                _objections.Add(new($"{name} is sent twice"));
            }

            node.Value = value;
        }

        if (model.Operations[action].Input is { } input)
        {
            Structure(input.Shape, root);
        }
        else if (root.Children.Keys.FirstOrDefault() is { } unexpected)
        {
            _objections.Add(Objection.Unknown(action, unexpected, unexpected));
        }
    }

    private void Any(ShapeRef reference, Node node)
    {
        var shape = model.ShapeOf(reference);
        switch (shape.Type)
        {
            case "structure": Structure(reference.Shape, node); break;
            case "list": List(shape, node); break;
            default: Scalar(reference.Shape, shape, node); break;
        }
    }

    private void Structure(string name, Node node)
    {
        var shape = model.Shapes[name];
        var members = (shape.Members ?? new Dictionary<string, ShapeRef>()).ToDictionary(member => model.RequestName(member.Key, member.Value));
        foreach (var (part, child) in node.Children)
        {
            if (members.TryGetValue(part, out var member))
            {
                Any(member.Value, child);
            }
            else
            {
                _objections.Add(Objection.Unknown(name, part, child.Path));
            }
        }

        foreach (var missing in members.Where(member => shape.Required?.Contains(member.Value.Key) == true && !node.Children.ContainsKey(member.Key)))
        {
            _objections.Add(new($"{node.Path} lacks {missing.Key}, which {name} requires"));
        }
    }

    private void List(Shape shape, Node node)
    {
        var entries = node;
        if (!model.IsEc2 && !shape.Flattened && node.Children.Count > 0)
        {
            var item = ServiceModel.ItemName(shape);
            if (!node.Children.TryGetValue(item, out var named) || node.Children.Count > 1)
            {
                _objections.Add(new($"{node.Path} is a list whose entries are called {item}, not {string.Join(", ", node.Children.Keys)}"));
                return;
            }

            entries = named;
        }

        // An empty list is sent as the bare name.
        if (entries.Children.Count == 0 && !string.IsNullOrEmpty(entries.Value))
        {
            _objections.Add(new($"{entries.Path} is a list and needs an index"));
        }

        for (var index = 1; index <= entries.Children.Count; index++)
        {
            if (!entries.Children.TryGetValue(index.ToString(CultureInfo.InvariantCulture), out var entry))
            {
                _objections.Add(new($"{entries.Path} has no entry {index} but {string.Join(", ", entries.Children.Keys)}") { IsGap = true });
                return;
            }

            Any(shape.Member!, entry);
        }
    }

    private void Scalar(string name, Shape shape, Node node)
    {
        if (node.Children.Count > 0)
        {
            _objections.Add(new($"{node.Path} is a {shape.Type} and has no parts"));
        }
        else if (Scalars.Judge(name, shape, node.Value ?? "", node.Path) is { } objection)
        {
            _objections.Add(objection);
        }
    }

    private sealed class Node(string path)
    {
        public string Path => path;

        public string? Value { get; set; }

        public Dictionary<string, Node> Children { get; } = [];

        public Node Child(string part)
        {
            if (!Children.TryGetValue(part, out var child))
            {
                Children[part] = child = new(path.Length == 0 ? part : $"{path}.{part}");
            }

            return child;
        }
    }
}
