using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Xml.Linq;
using Amazon.Runtime;

namespace Amazon.ElasticLoadBalancingV2.Internal;

/// <summary>Reads shapes from the XML of AWS's query protocol; what the reply does not have stays null.</summary>
internal static class QueryReader
{
    public static void ReadMembers(XElement element, object shape)
    {
        foreach (var member in QueryShape.MembersOf(shape.GetType()))
        {
            if (Child(element, member.Name) is { } child)
            {
                member.SetValue(shape, Read(child, member.PropertyType));
            }
        }
    }

    public static XElement? Child(XElement element, string name) => Children(element, name).FirstOrDefault();

    private static object? Read(XElement element, Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type switch
        {
            _ when type == typeof(string) => element.Value,
            { IsValueType: true } => ReadValue(element.Value, type),
            _ when type.IsSubclassOf(typeof(ConstantClass)) => FindValue(element.Value, type),
            _ when type == typeof(Dictionary<string, string>) => ReadMap(element),
            _ when typeof(IList).IsAssignableFrom(type) => ReadList(element, type),
            _ => ReadShape(element, type),
        };
    }

    private static object? ReadValue(string text, Type type) => text switch
    {
        "" => null,
        _ when type == typeof(DateTime) =>
            DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal),
        _ => Convert.ChangeType(text, type, CultureInfo.InvariantCulture),
    };

    // An unknown value becomes a new constant, as everywhere in the SDK.
    private static object? FindValue(string text, Type type) =>
        type.GetMethod("FindValue", BindingFlags.Public | BindingFlags.Static, [typeof(string)])!.Invoke(null, [text]);

    private static Dictionary<string, string>? ReadMap(XElement element)
    {
        var entries = Children(element, "entry").ToDictionary(entry => Child(entry, "key")?.Value ?? "", entry => Child(entry, "value")?.Value ?? "");
        return entries.Count == 0 ? null : entries;
    }

    // Like the SDK's own clients: a list without members is null.
    private static IList? ReadList(XElement element, Type type)
    {
        var list = (IList)Activator.CreateInstance(type)!;
        foreach (var member in Children(element, "member"))
        {
            list.Add(Read(member, type.GetGenericArguments()[0]));
        }

        return list.Count == 0 ? null : list;
    }

    private static object ReadShape(XElement element, Type type)
    {
        var shape = Activator.CreateInstance(type)!;
        ReadMembers(element, shape);
        return shape;
    }

    // By local name: the namespace tells nothing that the client needs.
    private static IEnumerable<XElement> Children(XElement element, string name) => element.Elements().Where(child => child.Name.LocalName == name);
}
