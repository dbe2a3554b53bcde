using System.Diagnostics;

namespace Portal.Infrastructure.EmbeddedPostgres;

/// <summary>The living PostgreSQL processes of a cluster, as Linux tells them.</summary>
internal static class ServerProcesses
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan CheckAgainAfter = TimeSpan.FromMilliseconds(25);

    /// <summary>A server and its backends have the data folder as their working folder; a zombie has none.</summary>
    public static IReadOnlyList<int> In(string dataFolder) =>
        [.. Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), out var id) ? id : 0)
            .Where(id => id > 0 && WorksIn(id, dataFolder))];

    /// <summary>Only for a cluster that is deleted next: nothing is written to the disk any more.</summary>
    public static void Kill(string dataFolder)
    {
        foreach (var id in In(dataFolder))
        {
            try
            {
                using var process = Process.GetProcessById(id);
                process.Kill();
            }
            catch (ArgumentException)
            {
                // Ended meanwhile.
            }
        }
    }

    /// <summary>Backends outlive a killed server for a moment; a new server beside them would damage the data.</summary>
    public static async Task WaitUntilGoneAsync(string dataFolder, CancellationToken cancellationToken)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (In(dataFolder) is { Count: > 0 } processes)
        {
            if (TimeProvider.System.GetElapsedTime(begun) > Timeout)
            {
                throw new PrivatePostgresException(
                    $"Processes of an earlier PostgreSQL server still work in {dataFolder}: {string.Join(", ", processes)}. End them, then start again.");
            }

            await Task.Delay(CheckAgainAfter, cancellationToken);
        }
    }

    private static bool WorksIn(int processId, string dataFolder)
    {
        try
        {
            return new FileInfo($"/proc/{processId}/cwd").LinkTarget == dataFolder
                && File.ReadAllText($"/proc/{processId}/comm").TrimEnd() is "postgres" or "postmaster";
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // Ended meanwhile, or somebody else's: neither is a server of ours.
            return false;
        }
    }
}
