using System.Text.Json;
using Portal.Infrastructure.EmbeddedPostgres;

namespace Portal.Web.Hosting;

/// <summary>
/// The folder in which everything of an embedded portal lives; it carries a marker, so that nothing else is ever deleted, and one portal at a time holds it.
/// </summary>
internal sealed class DataFolder : IDisposable
{
    private const string MarkerName = "portal-data.json";
    private const string LockName = "portal.lock";
    private const int Format = 1;

    private FileStream? _lock;

    private DataFolder(string path) => Path = path;

    public string Path { get; }

    public string Postgres => System.IO.Path.Combine(Path, "postgres");

    public string Sandbox => System.IO.Path.Combine(Path, "sandbox");

    public string Endpoints => System.IO.Path.Combine(Path, "endpoints.json");

    /// <summary>How far the database has come, noted outside of it.</summary>
    public string HighWater => System.IO.Path.Combine(Path, "high-water.json");

    /// <summary>Root's home cannot be entered by the account that PostgreSQL runs under, so root gets a folder of the system.</summary>
    public static string Default => Environment.IsPrivilegedProcess && OperatingSystem.IsLinux()
        ? "/var/lib/privatelink-portal"
        : System.IO.Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "privatelink-portal");

    /// <param name="path">As a person wrote it; none for the default.</param>
    public static string PathOf(string? path) => System.IO.Path.GetFullPath(path ?? Default);

    /// <summary>Opens the folder, or makes it.</summary>
    /// <exception cref="StartupProblem">It is somebody else's, of another version, in use, or cannot be written to.</exception>
    public static async Task<DataFolder> OpenAsync(string? path, bool reset, CancellationToken cancellationToken)
    {
        var folder = new DataFolder(PathOf(path));
        try
        {
            await folder.PrepareAsync(reset, cancellationToken);
            return folder;
        }
        catch (Exception denied) when (denied is UnauthorizedAccessException or IOException)
        {
            folder.Dispose();
            throw new StartupProblem($"The data folder {folder.Path} cannot be used: {denied.Message} Choose another with --data DIR.");
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    public void Dispose() => _lock?.Dispose();

    private async Task PrepareAsync(bool reset, CancellationToken cancellationToken)
    {
        if (File.Exists(Path))
        {
            throw new StartupProblem($"{Path} is a file. Choose a folder with --data DIR.");
        }

        var marker = System.IO.Path.Combine(Path, MarkerName);
        if (!Directory.Exists(Path) || !Directory.EnumerateFileSystemEntries(Path).Any())
        {
            Create(marker);
        }
        else if (!File.Exists(marker))
        {
            throw new StartupProblem($"{Path} holds something that is not a portal's. Choose an empty folder with --data DIR.");
        }

        TakeLock();
        if (reset)
        {
            await ClearAsync(marker, cancellationToken);
        }
        else
        {
            Check(marker);
        }

        MakeClosed(Sandbox);
    }

    private void Create(string marker)
    {
        Directory.CreateDirectory(Path);
        WriteMarker(marker);
        // Others may pass through to the database's own folder, and see nothing.
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path, (UnixFileMode)Convert.ToInt32("711", 8));
        }
    }

    private void TakeLock()
    {
        var name = System.IO.Path.Combine(Path, LockName);
        try
        {
            _lock = new FileStream(name, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(name))
        {
            throw new StartupProblem($"Another portal uses the data folder {Path}. Stop it first, or choose another folder with --data DIR.");
        }
    }

    /// <summary>Deletes everything but the marker and the lock: killed on the way, the folder is still known for a portal's.</summary>
    private async Task ClearAsync(string marker, CancellationToken cancellationToken)
    {
        await PrivatePostgresFolder.DeleteAsync(Postgres, cancellationToken);
        foreach (var folder in Directory.EnumerateDirectories(Path))
        {
            Directory.Delete(folder, recursive: true);
        }

        foreach (var file in Directory.EnumerateFiles(Path).Where(file => System.IO.Path.GetFileName(file) is not (MarkerName or LockName)))
        {
            File.Delete(file);
        }

        WriteMarker(marker);
    }

    private static void WriteMarker(string marker) => File.WriteAllText(marker, JsonSerializer.Serialize(new Marker(Format)));

    private static void MakeClosed(string folder)
    {
        Directory.CreateDirectory(folder);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
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
                $"The data folder {Path} was written by another version of the portal (format "
                    + $"{found?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "unreadable"}, this one reads {Format}). "
                + "Use that version, choose another folder with --data DIR, or delete what is in it with --reset.");
        }
    }

    private sealed record Marker(int Format);
}
