using System.Buffers;
using System.Text.Json;

namespace Portal.Sandbox.Storage;

/// <summary>One line of the journal: the entities a call changed, as <c>[table, id, entity or null]</c>, and the call itself.</summary>
internal static class JournalLine
{
    public static byte[] Write(IReadOnlyList<Change> changes, object? call)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("changes");
            foreach (var change in changes)
            {
                json.WriteStartArray();
                json.WriteStringValue(change.Table.Name);
                json.WriteStringValue(change.Id);
                JsonSerializer.Serialize(json, change.After, change.After?.GetType() ?? typeof(object), SandboxJson.Options);
                json.WriteEndArray();
            }

            json.WriteEndArray();
            if (call is not null)
            {
                json.WritePropertyName("call");
                JsonSerializer.Serialize(json, call, call.GetType(), SandboxJson.Options);
            }

            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The line's rows, for a line that deletes none.</summary>
    public static IReadOnlyList<(string Table, string Id, JsonElement Row)> Rows(ReadOnlyMemory<byte> line)
    {
        using var json = JsonDocument.Parse(line);
        return [.. json.RootElement.GetProperty("changes")
            .EnumerateArray()
            .Select(change => (change[0].GetString() ?? "", change[1].GetString() ?? "", change[2].Clone()))];
    }

    /// <summary>Puts the line's changes back into the store and gives the call it belongs to.</summary>
    public static JsonElement? Restore(ReadOnlyMemory<byte> line, Store store)
    {
        using var json = JsonDocument.Parse(line);
        foreach (var change in json.RootElement.GetProperty("changes").EnumerateArray())
        {
            var row = change[2];
            store.Restore(change[0].GetString() ?? "", change[1].GetString() ?? "", row.ValueKind == JsonValueKind.Null ? null : row);
        }

        return json.RootElement.TryGetProperty("call", out var call) ? call.Clone() : null;
    }
}
