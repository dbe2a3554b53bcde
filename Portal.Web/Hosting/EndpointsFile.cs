using System.Text.Encodings.Web;
using System.Text.Json;

namespace Portal.Web.Hosting;

/// <param name="Dns">The name server of the simulated public DNS; none where nobody has told.</param>
internal sealed record SandboxEntry(string Aws, string Control, string? Dns = null);

/// <summary>The file <c>endpoints.json</c> in the data folder: readable by its owner alone, replaced as a whole.</summary>
internal static class EndpointsFile
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <returns>None when there is no file yet.</returns>
    /// <exception cref="StartupProblem">There is one that cannot be read; it is left as it is.</exception>
    public static EndpointsDocument? Read(string path)
    {
        if (!File.Exists(path) && !Directory.Exists(path))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<EndpointsDocument>(File.ReadAllText(path), Json) ?? throw new JsonException("It holds null.");
        }
        catch (Exception unreadable) when (unreadable is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new StartupProblem(
                $"{path} cannot be read: {unreadable.Message} It holds the demo's tokens. Mend it, or delete it: then new tokens are made at the next start.");
        }
    }

    public static void Write(string path, EndpointsDocument document)
    {
        var temporary = path + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var stream = new FileStream(temporary, options))
        {
            JsonSerializer.Serialize(stream, document, Json);
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }
}
