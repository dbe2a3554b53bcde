using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Portal.Domain;

/// <summary>One byte form for one value: camelCase, sorted members, no white space, UTF-8. What is hashed, sealed or replayed is written by this.</summary>
public static class CanonicalJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        // Otherwise two names that differ in case only, as AWS's tags may, count as one.
        PropertyNameCaseInsensitive = false,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new EnumWordsConverter() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { StoredVariants.Add } },
    };

    public static byte[] Bytes<T>(T value) =>
        Encoding.UTF8.GetBytes(Sorted(JsonSerializer.SerializeToNode(value, Options))?.ToJsonString(Options) ?? "null");

    private static readonly JsonSerializerOptions Reading = Strict(JsonUnmappedMemberHandling.Skip);
    private static readonly JsonSerializerOptions ReadingWhole = Strict(JsonUnmappedMemberHandling.Disallow);

    /// <exception cref="JsonException">The bytes are not of this form.</exception>
    public static T Read<T>(ReadOnlySpan<byte> bytes) => Read<T>(bytes, Reading);

    /// <summary>Reads what another version of the portal may have written.</summary>
    /// <param name="whole">Whether a member that this version does not know makes the rest unreadable, too: for what is wanted, decided or sent, where half of
    /// it is something else.</param>
    /// <returns>None when the bytes are not of the form that this version knows.</returns>
    public static T? TryRead<T>(ReadOnlySpan<byte> bytes, bool whole = false)
        where T : class
    {
        try
        {
            RefuseNulls(bytes);
            return Read<T>(bytes, whole ? ReadingWhole : Reading);
        }
        catch (Exception foreign) when (foreign is JsonException or NotSupportedException)
        {
            return null;
        }
    }

    private static T Read<T>(ReadOnlySpan<byte> bytes, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize<T>(bytes, options) ?? throw new JsonException($"A {typeof(T).Name} was expected and null was stored.");

    /// <summary>By itself the serializer takes a missing member for null, whatever the type says.</summary>
    private static JsonSerializerOptions Strict(JsonUnmappedMemberHandling unmapped) => new(Options)
    {
        RespectNullableAnnotations = true,
        UnmappedMemberHandling = unmapped,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { StoredVariants.Add, RequireWhatCannotBeNull } },
    };

    private static void RequireWhatCannotBeNull(JsonTypeInfo type)
    {
        foreach (var member in type.Properties.Where(member => member.AssociatedParameter is { HasDefaultValue: false, IsNullable: false }))
        {
            member.IsRequired = true;
        }
    }

    /// <summary>What is null is never written, and no type can say so of the items of a list.</summary>
    private static void RefuseNulls(ReadOnlySpan<byte> bytes)
    {
        var reader = new Utf8JsonReader(bytes);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.Null)
            {
                throw new JsonException("Null is stored where something was expected.");
            }
        }
    }

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        // The type discriminator of a polymorphic value has to come first; '$' sorts before every letter.
        JsonObject members => new JsonObject(members
            .OrderBy(member => member.Key, StringComparer.Ordinal)
            .Select(member => KeyValuePair.Create(member.Key, Sorted(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
