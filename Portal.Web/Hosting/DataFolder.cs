using System.Text.Json;

namespace Portal.Web.Hosting;

/// <summary>The folder in which everything of an embedded portal lives; it carries a marker, so that nothing else is ever deleted.</summary>
internal sealed class DataFolder
{
    private const string MarkerName = "portal-data.json";
    private const int Format = 1;

    private DataFolder(string path) => Path = path;

    public string Path { get; }

    public string Postgres => System.IO.Path.Combine(Path, "postgres");

    public string Sandbox => System.IO.Path.Combine(Path, "sandbox");

    public string Keys => System.IO.Path.Combine(Path, "keys");

    public string Endpoints => System.IO.Path.Combine(Path, "endpoints.json");

    /// <summary>Root's home cannot be entered by the account that PostgreSQL runs under, so root gets a folder of the system.</summary>
    public static string Default => Environment.UserName == "root" && OperatingSystem.IsLinux()
        ? "/var/lib/privatelink-portal"
        : System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "privatelink-portal");

    /// <summary>Opens the folder, or makes it.</summary>
    /// <exception cref="StartupProblem">It is somebody else's, of another version, or cannot be written to.</exception>
    public static DataFolder Open(string? path, bool reset)
    {
        var folder = new DataFolder(System.IO.Path.GetFullPath(path ?? Default));
        try
        {
            folder.Prepare(reset);
            return folder;
        }
        catch (Exception denied) when (denied is UnauthorizedAccessException or IOException)
        {
            throw new StartupProblem($"The data folder {folder.Path} cannot be used: {denied.Message} Choose another with --data DIR.");
        }
    }

    private void Prepare(bool reset)
    {
        if (File.Exists(Path))
        {
            throw new StartupProblem($"{Path} is a file. Choose a folder with --data DIR.");
        }

        var marker = System.IO.Path.Combine(Path, MarkerName);
        var isEmpty = !Directory.Exists(Path) || !Directory.EnumerateFileSystemEntries(Path).Any();
        if (!isEmpty && !File.Exists(marker))
        {
            throw new StartupProblem($"{Path} holds something that is not a portal's. Choose an empty folder with --data DIR.");
        }

        if (reset && !isEmpty)
        {
            Directory.Delete(Path, recursive: true);
            isEmpty = true;
        }

        if (isEmpty)
        {
            Directory.CreateDirectory(Path);
            File.WriteAllText(marker, JsonSerializer.Serialize(new Marker(Format)));
            // Others may pass through to the database's own folder, and see nothing.
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(Path, (UnixFileMode)Convert.ToInt32("711", 8));
            }
        }
        else
        {
            Check(marker);
        }
    }

    private void Check(string marker)
    {
        int? found;
        try
        {
            found = JsonSerializer.Deserialize<Marker>(File.ReadAllText(marker))?.Format;
        }
        catch (JsonException)
        {
            found = null;
        }

        if (found != Format)
        {
            throw new StartupProblem(
                $"The data folder {Path} was written by another version of the portal (format {found?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "unreadable"}, this one reads {Format}). "
                + "Use that version, choose another folder with --data DIR, or delete what is in it with --reset.");
        }
    }

    private sealed record Marker(int Format);
}
