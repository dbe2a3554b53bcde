using System.Text.RegularExpressions;

namespace Portal.Infrastructure.EmbeddedPostgres;

/// <summary>Finds the PostgreSQL programs on this machine: the configured folder, else the newest installed, else those on the PATH.</summary>
internal sealed partial class PostgresLocator(
    IReadOnlyList<string> installationPatterns, string? searchPath, string installCommand)
{
    private static readonly string[] UsualPlaces =
    [
        "/usr/lib/postgresql/*/bin",
        "/usr/pgsql-*/bin",
        "/usr/libexec/postgresql*",
        "/usr/local/pgsql/bin",
        "/opt/homebrew/opt/postgresql@*/bin",
        "/usr/local/opt/postgresql@*/bin",
    ];

    public static PostgresLocator ForThisMachine() =>
        new(UsualPlaces, Environment.GetEnvironmentVariable("PATH"), InstallCommand.ForThisMachine());

    /// <summary>Chooses the programs for a cluster made by <paramref name="clusterVersion"/>, or the newest for a new cluster.</summary>
    public async Task<PostgresBinaries> FindAsync(string? configured, int? clusterVersion, CancellationToken cancellationToken)
    {
        var found = configured is null
            ? await InstalledAsync(cancellationToken)
            : [await ConfiguredAsync(configured, cancellationToken)];
        var chosen = found
            .OrderByDescending(binaries => binaries.MajorVersion)
            .FirstOrDefault(binaries => clusterVersion is null || binaries.MajorVersion == clusterVersion);

        if (chosen is null)
        {
            throw new PrivatePostgresException(found.Count == 0
                ? "PostgreSQL is not installed on this machine. Install it with: "
                    + $"{installCommand} — or set ConnectionStrings__Portal to a database of your own."
                : OtherVersion(found, clusterVersion!.Value));
        }

        return chosen.MajorVersion >= PostgresBinaries.OldestSupported
            ? chosen
            : throw new PrivatePostgresException(
                $"PostgreSQL {chosen.MajorVersion} in {chosen.Folder} is too old: the portal needs {PostgresBinaries.OldestSupported} or later. "
                    + "Install a newer one, or set ConnectionStrings__Portal to a database of your own.");
    }

    private static string OtherVersion(IReadOnlyList<PostgresBinaries> found, int clusterVersion) =>
        $"The database was made by PostgreSQL {clusterVersion}, but this machine has only "
        + string.Join(", ", found.Select(binaries => $"PostgreSQL {binaries.MajorVersion} ({binaries.Folder})"))
        + $". Install PostgreSQL {clusterVersion} beside it, or move the data over with pg_upgrade; nothing was changed.";

    private static async Task<PostgresBinaries> ConfiguredAsync(string folder, CancellationToken cancellationToken)
    {
        if (!PostgresBinaries.AreIn(folder))
        {
            throw new PrivatePostgresException(
                $"Portal:PostgresBinDir is {folder}, but initdb, pg_ctl and postgres are not all in it. "
                    + "Name the folder that holds them, or remove the setting to use the installed PostgreSQL.");
        }

        return await WithVersionAsync(folder, cancellationToken)
            ?? throw new PrivatePostgresException($"{Path.Combine(folder, "postgres")} --version does not answer with a version. Check Portal:PostgresBinDir.");
    }

    private async Task<IReadOnlyList<PostgresBinaries>> InstalledAsync(CancellationToken cancellationToken)
    {
        var found = new List<PostgresBinaries>();
        foreach (var folder in installationPatterns.SelectMany(Matches).Concat(OnThePath()).Distinct())
        {
            if (PostgresBinaries.AreIn(folder) && await WithVersionAsync(folder, cancellationToken) is { } binaries)
            {
                found.Add(binaries);
            }
        }

        return found;
    }

    private static async Task<PostgresBinaries?> WithVersionAsync(string folder, CancellationToken cancellationToken)
    {
        var result = await ServerAccount.Ours.RunAsync(Path.Combine(folder, "postgres"), ["--version"], "/", cancellationToken);
        var version = MajorVersionPattern().Match(result.Output);
        return version.Success ? new PostgresBinaries(folder, int.Parse(version.Groups[1].ValueSpan)) : null;
    }

    private IEnumerable<string> OnThePath() =>
        (searchPath ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => new FileInfo(Path.Combine(folder, "pg_ctl")))
            .Where(program => program.Exists)
            .Select(program => Path.GetDirectoryName(program.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? program.FullName)!);

    /// <summary>Folders that match a path with at most one wildcard in one of its parts.</summary>
    private static IEnumerable<string> Matches(string pattern)
    {
        var parts = pattern.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts.Aggregate<string, IEnumerable<string>>(["/"], (folders, part) => folders
            .Where(Directory.Exists)
            .SelectMany(folder => part.Contains('*') ? Directory.EnumerateDirectories(folder, part) : [Path.Combine(folder, part)]));
    }

    [GeneratedRegex(@"\(PostgreSQL\) (\d+)")]
    private static partial Regex MajorVersionPattern();
}
