using System.Xml.Linq;

namespace Portal.Sandbox.Tests.Judges.Models;

/// <summary>Holds a successful reply against the model: envelope, elements, names of list entries, values.</summary>
internal sealed class ReplyJudge(ServiceModel model)
{
    private readonly List<Objection> _objections = [];
    private readonly SortedSet<string> _states = new(StringComparer.Ordinal);

    /// <summary>Every value of an enum of states that the reply shows.</summary>
    public IEnumerable<string> States => _states;

    public IReadOnlyList<Objection> Judge(string action, XElement root)
    {
        CheckNamespaces(root);
        if (root.Name.LocalName != action + "Response")
        {
            _objections.Add(new($"the root is {root.Name.LocalName}"));
        }

        var output = model.Operations[action].Output;
        if (model.IsEc2)
        {
            CheckId(root, "requestId");
            Structure(output?.Shape, root, output is null || !HasMembers(output) ? ["requestId", "return"] : ["requestId"]);
            return _objections;
        }

        if (model.IsRest)
        {
            Structure(output?.Shape, root, []);
            return _objections;
        }

        CheckId(root.Element(root.Name.Namespace + "ResponseMetadata"), "RequestId");
        var wrapper = output?.ResultWrapper ?? action + "Result";
        if (root.Elements().Count() != 2 || root.Elements().SingleOrDefault(element => element.Name.LocalName == wrapper) is not { } result)
        {
            _objections.Add(new($"the envelope is not {wrapper} and ResponseMetadata"));
            return _objections;
        }

        Structure(output?.Shape, result, []);
        return _objections;
    }

    private bool HasMembers(ShapeRef output) => model.ShapeOf(output).Members is { Count: > 0 };

    // AWS sends EC2's namespace with a slash at the end that the model does not have.
    private void CheckNamespaces(XElement root)
    {
        var expected = model.XmlNamespace.TrimEnd('/');
        if (root.DescendantsAndSelf().FirstOrDefault(element => element.Name.NamespaceName.TrimEnd('/') != expected) is { } stranger)
        {
            _objections.Add(new($"{stranger.Name.LocalName} is in the namespace '{stranger.Name.NamespaceName}'"));
        }
    }

    private void CheckId(XElement? envelope, string name)
    {
        if (string.IsNullOrEmpty(envelope?.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value))
        {
            _objections.Add(new($"{name} is missing"));
        }
    }

    private void Structure(string? name, XElement element, IReadOnlyList<string> ofTheProtocol)
    {
        CheckNoText(element);
        var members = name is null ? [] : (model.Shapes[name].Members ?? new Dictionary<string, ShapeRef>())
            .ToDictionary(member => member.Value.LocationName ?? member.Key, member => member.Value);
        foreach (var group in element.Elements().GroupBy(child => child.Name.LocalName))
        {
            if (group.Count() > 1)
            {
                _objections.Add(new($"{Path(element)} has {group.Key} {group.Count()} times"));
            }

            if (members.TryGetValue(group.Key, out var member))
            {
                Any(member, group.First());
            }
            else if (!ofTheProtocol.Contains(group.Key))
            {
                _objections.Add(Objection.Unknown(name ?? element.Name.LocalName, group.Key, Path(group.First())));
            }
        }
    }

    private void Any(ShapeRef reference, XElement element)
    {
        var shape = model.ShapeOf(reference);
        switch (shape.Type)
        {
            case "structure": Structure(reference.Shape, element, []); break;
            case "list": List(shape, element); break;
            default: Scalar(reference.Shape, shape, element); break;
        }
    }

    private void List(Shape shape, XElement element)
    {
        CheckNoText(element);
        var item = ServiceModel.ItemName(shape);
        foreach (var entry in element.Elements())
        {
            if (entry.Name.LocalName == item)
            {
                Any(shape.Member!, entry);
            }
            else
            {
                _objections.Add(new($"{Path(element)} has an entry called {entry.Name.LocalName}, not {item}"));
            }
        }
    }

    private void Scalar(string name, Shape shape, XElement element)
    {
        if (element.HasElements)
        {
            _objections.Add(new($"{Path(element)} is a {shape.Type} and has no parts"));
        }
        else if (Scalars.Judge(name, shape, element.Value, Path(element)) is { } objection)
        {
            _objections.Add(objection);
        }
        else if (shape.Enum is not null && (name.Contains("State", StringComparison.Ordinal) || name.EndsWith("Status", StringComparison.Ordinal)))
        {
            _states.Add(element.Value);
        }
    }

    private void CheckNoText(XElement element)
    {
        if (element.Nodes().OfType<XText>().Any(text => !string.IsNullOrWhiteSpace(text.Value)))
        {
            _objections.Add(new($"{Path(element)} has text beside its parts"));
        }
    }

    private static string Path(XElement element) => string.Join('/', element.AncestorsAndSelf().Reverse().Select(one => one.Name.LocalName));
}
