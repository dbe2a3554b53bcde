namespace Portal.Infrastructure.EmbeddedPostgres;

/// <summary>The living PostgreSQL processes of a cluster, as Linux tells them.</summary>
internal static class ServerProcesses
{
    /// <summary>A server and its backends have the data folder as their working folder; a zombie has none.</summary>
    public static IReadOnlyList<int> In(string dataFolder) =>
        [.. Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), out var id) ? id : 0)
            .Where(id => id > 0 && WorksIn(id, dataFolder))];

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
