using System.Text.Json.Serialization.Metadata;

namespace Portal.Domain;

/// <summary>
/// Of the class's values several kinds are stored, each under its own word: those classes of the assembly that derive from it and carry
/// <see cref="StoredAsAttribute"/>.
/// </summary>
/// <param name="member">The member of the JSON object that holds the word.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class StoredVariantsAttribute(string member) : Attribute
{
    public string Member { get; } = member;
}

/// <summary>Tells the serializer of the kinds that stand each in a file of their own.</summary>
internal static class StoredVariants
{
    public static void Add(JsonTypeInfo type)
    {
        if (Attribute.GetCustomAttribute(type.Type, typeof(StoredVariantsAttribute), inherit: false) is not StoredVariantsAttribute variants)
        {
            return;
        }

        type.PolymorphismOptions = new() { TypeDiscriminatorPropertyName = variants.Member };
        foreach (var (kind, word) in Of(type.Type))
        {
            type.PolymorphismOptions.DerivedTypes.Add(new(kind, word));
        }
    }

    /// <summary>The kinds and their words, in the order of the words.</summary>
    public static IEnumerable<(Type Kind, string Word)> Of(Type type) => type.Assembly.GetTypes()
        .Where(kind => kind.IsSubclassOf(type))
        .Select(kind => (Kind: kind, (Attribute.GetCustomAttribute(kind, typeof(StoredAsAttribute), inherit: false) as StoredAsAttribute)?.Word))
        .Where(kind => kind.Word is not null).Select(kind => (kind.Kind, kind.Word!))
        .OrderBy(kind => kind.Item2, StringComparer.Ordinal);
}
