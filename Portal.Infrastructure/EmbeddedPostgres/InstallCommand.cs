namespace Portal.Infrastructure.EmbeddedPostgres;

/// <summary>The one command that installs PostgreSQL on this kind of system.</summary>
internal static class InstallCommand
{
    private static readonly (string Family, string Command)[] ByFamily =
    [
        ("debian", "sudo apt-get install -y --no-install-recommends postgresql"),
        ("ubuntu", "sudo apt-get install -y --no-install-recommends postgresql"),
        ("fedora", "sudo dnf install -y postgresql-server"),
        ("rhel", "sudo dnf install -y postgresql-server"),
        ("suse", "sudo zypper install -y postgresql-server"),
        ("arch", "sudo pacman -S --noconfirm postgresql"),
        ("alpine", "sudo apk add postgresql"),
    ];

    public static string ForThisMachine() => OperatingSystem.IsMacOS()
        ? "brew install postgresql@17"
        : For(File.Exists("/etc/os-release") ? File.ReadAllLines("/etc/os-release") : []);

    /// <summary>Reads ID and ID_LIKE of an os-release file.</summary>
    public static string For(IEnumerable<string> osRelease)
    {
        var families = osRelease
            .Where(line => line.StartsWith("ID=", StringComparison.Ordinal) || line.StartsWith("ID_LIKE=", StringComparison.Ordinal))
            .SelectMany(line => line[(line.IndexOf('=') + 1)..].Trim('"').Split(' '))
            .ToHashSet();
        return ByFamily.FirstOrDefault(known => families.Contains(known.Family)).Command
            ?? "your package manager (the PostgreSQL server, version 15 or later)";
    }
}
