using System.Text.Json;

namespace Portal.Web.Tests.Api;

internal static class Replies
{
    public static async Task<JsonElement> ReadAsync(this HttpResponseMessage reply)
    {
        var text = await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return JsonDocument.Parse(text.Length == 0 ? "null" : text).RootElement;
    }

    /// <summary>The fields that a problem names.</summary>
    public static async Task<IReadOnlyList<string>> FieldsAsync(this HttpResponseMessage reply) =>
        [.. (await reply.ReadAsync()).GetProperty("errors").EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal)];
}
