using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Portal.Domain;

namespace Portal.Web.Api;

/// <summary>How the API reads and writes: camelCase, enums as camelCase text, times in UTC with milliseconds; what it does not know it refuses.</summary>
internal static class ApiJson
{
    public const int MostLevels = 24;

    public static void Configure(JsonSerializerOptions options)
    {
        // Nothing that is sent or answered lies half as deep.
        options.MaxDepth = MostLevels;
        // What would have no effect is not accepted.
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new EnumWordsConverter());
        options.Converters.Add(new UtcMilliseconds());
    }

    /// <summary>A stage's name as the API writes it.</summary>
    public static string Name(string stage) => JsonNamingPolicy.CamelCase.ConvertName(stage);

    private sealed class UtcMilliseconds : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetDateTimeOffset().ToMilliseconds();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
    }
}
