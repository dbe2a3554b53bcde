using System.ComponentModel;
using System.Diagnostics;

namespace Portal.Infrastructure.EmbeddedPostgres;

/// <summary>The system user that PostgreSQL's programs run as: our own, or another where we are root, since PostgreSQL refuses root.</summary>
internal sealed record ServerAccount(string? UserName)
{
    public static readonly ServerAccount Ours = new((string?)null);

    public static ServerAccount ForThisProcess() => Environment.IsPrivilegedProcess
        ? new(KnownUsers().Contains("postgres") ? "postgres" : "nobody")
        : Ours;

    /// <summary>Gives the folder to this account and returns its path without symbolic links.</summary>
    public async Task<string> TakeAsync(string folder, CancellationToken cancellationToken)
    {
        if (UserName is not null)
        {
            var chown = await Ours.RunAsync("chown", ["--", UserName, folder], "/", cancellationToken);
            if (chown.ExitCode != 0)
            {
                throw new PrivatePostgresException($"{folder} cannot be given to the system user {UserName}: {chown.Error.Trim()}");
            }
        }

        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        var reach = await RunAsync("/bin/sh", ["-c", "cd -- \"$1\" && pwd -P", "sh", folder], "/", cancellationToken);
        return reach.ExitCode == 0 ? reach.Output.TrimEnd('\n') : throw new PrivatePostgresException(OutOfReach(folder));
    }

    public async Task<ToolResult> RunAsync(
        string program, IEnumerable<string> arguments, string workingFolder, CancellationToken cancellationToken)
    {
        using var process = Start(program, arguments, workingFolder);
        process.StandardInput.Close();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return new ToolResult(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    public Process Start(string program, IEnumerable<string> arguments, string workingFolder)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UserName = UserName,
            WorkingDirectory = workingFolder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // PGDATA, PGPORT and their like belong to the person's own servers.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["LC_ALL"] = "C";
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception problem)
        {
            throw new PrivatePostgresException($"{program} cannot be run as {UserName ?? Environment.UserName}: {problem.Message}", problem);
        }
    }

    private string OutOfReach(string folder)
    {
        var closed = Ancestors(folder).FirstOrDefault(IsClosedToOthers);
        return $"PostgreSQL runs as the system user {UserName ?? Environment.UserName}, who cannot reach {folder}"
            + (closed is null ? "." : $" because {closed} is closed to others.")
            + " Choose a data folder elsewhere, for example --data /var/lib/privatelink-portal.";
    }

    private static bool IsClosedToOthers(string folder) =>
        !OperatingSystem.IsWindows() && !File.GetUnixFileMode(folder).HasFlag(UnixFileMode.OtherExecute);

    private static IEnumerable<string> Ancestors(string folder)
    {
        for (var parent = Path.GetDirectoryName(folder); parent is not null; parent = Path.GetDirectoryName(parent))
        {
            yield return parent;
        }
    }

    private static HashSet<string> KnownUsers() => File.Exists("/etc/passwd")
        ? File.ReadLines("/etc/passwd").Select(line => line.Split(':')[0]).ToHashSet()
        : [];
}
