using System.Reflection;
using Amazon.ElasticLoadBalancingV2;
using Amazon.Runtime;
using Portal.Sandbox.Tests.Judges.Models;

namespace Portal.Sandbox.Tests.Judges;

/// <summary>
/// This project's client for Elastic Load Balancing against what AWS's model makes of the official package: a class for each structure,
/// a property for each member, nullable values, lists that are null by default, a ConstantClass for each enum, an exception for each error.
/// </summary>
public sealed class ClientSurfaceTests
{
    private const string Root = "Amazon.ElasticLoadBalancingV2";
    private static readonly Assembly Client = typeof(IAmazonElasticLoadBalancingV2).Assembly;

    [Fact]
    public void Every_member_of_the_model_has_its_property_of_the_right_type()
    {
        var missing = Botocore.Required.SelectMany(
            models => Expected(models["elasticloadbalancing"]).Except(Actual()).Select(line => $"{line}, says {models.Directory}"));
        Assert.Equal([], missing);
    }

    [Fact]
    public void What_the_client_has_beyond_the_newest_model_is_listed()
    {
        var known = Botocore.Required.SelectMany(models => Expected(models["elasticloadbalancing"])).ToHashSet();
        var beyond = Actual().Except(known).Except(NewerSurface.All).Order().ToList();
        Assert.True(beyond.Count == 0, string.Join("\n", beyond));
    }

    [Fact]
    public void What_is_listed_as_newer_is_there() => Assert.Empty(NewerSurface.All.Except(Actual()));

    /// <summary>What the official package has for the operations of our client, by the conventions of its generator.</summary>
    private static HashSet<string> Expected(ServiceModel model)
    {
        var lines = new HashSet<string>();
        foreach (var action in Actions().Where(model.Operations.ContainsKey))
        {
            var operation = model.Operations[action];
            Add(model, lines, action + "Request", operation.Input);
            Add(model, lines, action + "Response", operation.Output);
            foreach (var error in operation.Errors ?? [])
            {
                lines.Add($"class {error.Shape}");
            }
        }

        return lines;
    }

    private static void Add(ServiceModel model, HashSet<string> lines, string name, ShapeRef? reference)
    {
        if (!lines.Add($"class {name}") || reference is null)
        {
            return;
        }

        foreach (var (member, shape) in model.ShapeOf(reference).Members ?? new Dictionary<string, ShapeRef>())
        {
            lines.Add($"{name}.{member}: {TypeOf(model, lines, shape)}");
        }
    }

    private static string TypeOf(ServiceModel model, HashSet<string> lines, ShapeRef reference)
    {
        var shape = model.ShapeOf(reference);
        switch (shape.Type)
        {
            case "structure":
                Add(model, lines, reference.Shape, reference);
                return reference.Shape;
            case "list":
                return $"List<{TypeOf(model, lines, shape.Member!)}>";
            case "map":
                return "Dictionary<String, String>";
            case "string" when shape.Enum is not null:
                lines.UnionWith(shape.Enum.Select(value => $"{reference.Shape} = {value}"));
                return reference.Shape;
            default:
                return Scalar(shape.Type);
        }
    }

    private static string Scalar(string type) => type switch
    {
        "string" => "String",
        "integer" => "Nullable<Int32>",
        "long" => "Nullable<Int64>",
        "double" or "float" => "Nullable<Double>",
        "boolean" => "Nullable<Boolean>",
        "timestamp" => "Nullable<DateTime>",
        _ => throw new NotSupportedException(type),
    };

    private static IEnumerable<string> Actions() => typeof(IAmazonElasticLoadBalancingV2)
        .GetMethods()
        .Where(method => method.Name.EndsWith("Async", StringComparison.Ordinal))
        .Select(method => method.Name[..^"Async".Length]);

    /// <summary>What our client has, in the same words.</summary>
    private static HashSet<string> Actual()
    {
        var lines = new HashSet<string>();
        var shapes = Client.GetExportedTypes()
            .Where(type => type.Namespace == Root + ".Model" && !type.IsInterface && !typeof(AmazonServiceException).IsAssignableFrom(type));
        foreach (var type in shapes)
        {
            lines.Add($"class {type.Name}");
            lines.UnionWith(
                type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                    .Select(property => $"{type.Name}.{property.Name}: {NameOf(property.PropertyType)}"));
        }

        lines.UnionWith(
            Client.GetExportedTypes()
                .Where(type => type.Namespace == Root + ".Model" && typeof(AmazonServiceException).IsAssignableFrom(type))
                .Select(type => $"class {type.Name}"));
        foreach (var type in Client.GetExportedTypes().Where(type => type.Namespace == Root && type.IsSubclassOf(typeof(ConstantClass))))
        {
            lines.UnionWith(
                type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => $"{type.Name} = {((ConstantClass)field.GetValue(null)!).Value}"));
        }

        return lines;
    }

    private static string NameOf(Type type) =>
        type.IsGenericType ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>" : type.Name;
}
