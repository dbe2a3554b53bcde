using System.Text.Json;
using System.Text.Json.Serialization;

namespace Portal.Domain;

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
