using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

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
    };

    public static byte[] Bytes<T>(T value) =>
        Encoding.UTF8.GetBytes(Sorted(JsonSerializer.SerializeToNode(value, Options))?.ToJsonString(Options) ?? "null");

    public static T Read<T>(ReadOnlySpan<byte> bytes) =>
        JsonSerializer.Deserialize<T>(bytes, Options) ?? throw new JsonException($"A {typeof(T).Name} was expected and null was stored.");

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
