using System.Text;

namespace Portal.Infrastructure.EmbeddedPostgres;

/// <summary>The closed folder of the server's socket: beside the data, or a short one where that path will not do for a socket.</summary>
internal static class SocketFolder
{
    /// <summary>A socket's address holds 107 bytes on Linux and 103 on macOS; the name of the socket itself takes part of it.</summary>
    private static readonly int LongestPath = 103 - "/.s.PGSQL.5432".Length;

    public const int Port = 5432;

    public static async Task<string> PrepareAsync(ClusterFolder folder, ServerAccount account, CancellationToken cancellationToken)
    {
        var path = CanHoldSocket(folder.Run) ? Directory.CreateDirectory(folder.Run).FullName : Recorded(folder) ?? CreateShort(folder);
        await account.TakeAsync(path, cancellationToken);
        foreach (var leftover in Directory.EnumerateFiles(path, ".s.PGSQL.*"))
        {
            File.Delete(leftover);
        }

        return path;
    }

    /// <summary>Npgsql takes a comma for the border between two hosts.</summary>
    private static bool CanHoldSocket(string path) => Encoding.UTF8.GetByteCount(path) <= LongestPath && !path.Contains(',');

    private static string? Recorded(ClusterFolder folder) =>
        File.Exists(folder.SocketFolderRecord) && File.ReadAllText(folder.SocketFolderRecord) is var path && Directory.Exists(path) ? path : null;

    private static string CreateShort(ClusterFolder folder)
    {
        var path = Directory.CreateTempSubdirectory("portal-pg-").FullName;
        if (!CanHoldSocket(path))
        {
            Directory.Delete(path);
            throw new PrivatePostgresException(
                $"{folder.Root} is too long a path for PostgreSQL's socket, and so is the temporary folder {Path.GetTempPath()}. "
                    + "Choose a shorter data folder with --data.");
        }

        File.WriteAllText(folder.SocketFolderRecord, path);
        return path;
    }
}
