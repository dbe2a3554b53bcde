using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Portal.Domain;

/// <summary>Reads words that stand for an enum's members: exactly those, whatever their case. <c>Enum.Parse</c> would also take numbers, padding and lists.</summary>
public static class EnumWords
{
    /// <summary>Whether the text is one of the words.</summary>
    public static bool TryRead<T>([NotNullWhen(true)] string? text, out T value)
        where T : struct, Enum
    {
        value = default;
        return text is not null && Words<T>.ByName.TryGetValue(text, out value);
    }

    /// <returns>None when the text is not one of the words.</returns>
    public static T? Read<T>(string? text)
        where T : struct, Enum => TryRead<T>(text, out var value) ? value : null;

    /// <summary>The words as the API writes them, in the members' order.</summary>
    public static IReadOnlyList<string> All<T>()
        where T : struct, Enum => [.. Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName)];

    private static class Words<T>
        where T : struct, Enum
    {
        public static readonly FrozenDictionary<string, T> ByName = Enum.GetValues<T>().ToFrozenDictionary(value => value.ToString(), StringComparer.OrdinalIgnoreCase);
    }
}

/// <summary>Enums in JSON as camelCase words and in no other form; the framework's converter takes padded words, lists of them and numbers as well.</summary>
public sealed class EnumWordsConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert))!;

    private sealed class Converter<T> : JsonConverter<T>
        where T : struct, Enum
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String ? Member(reader.GetString()) : throw Unknown();

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(Word(value));

        public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Member(reader.GetString());

        public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WritePropertyName(Word(value));

        private static T Member(string? text) => EnumWords.TryRead<T>(text, out var value) ? value : throw Unknown();

        private static string Word(T value) => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

        private static JsonException Unknown() => new($"Use one of {string.Join(", ", EnumWords.All<T>())}.");
    }
}
