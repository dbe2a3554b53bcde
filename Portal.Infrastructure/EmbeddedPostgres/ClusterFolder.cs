namespace Portal.Infrastructure.EmbeddedPostgres;

/// <summary>The folder of one private server and the names of what lies in it.</summary>
internal sealed record ClusterFolder(string Root)
{
    public const string DataName = "data";

    public const string LogName = "server.log";

    public string Data => Path.Combine(Root, DataName);

    /// <summary>initdb works here; only a finished cluster is renamed to <see cref="Data"/>.</summary>
    public string UnfinishedData => Path.Combine(Root, "data.new");

    public string Run => Path.Combine(Root, "run");

    /// <summary>Names the socket folder in use where the path of <see cref="Run"/> will not do.</summary>
    public string SocketFolderRecord => Path.Combine(Root, "socket-folder");

    public string Log => Path.Combine(Root, LogName);

    public string PreviousLog => Path.Combine(Root, "server.log.1");

    public string OwnerLock => Path.Combine(Root, "owner.lock");

    public string OwnerProcess => Path.Combine(Root, "owner.pid");

    public string PostmasterPid => Path.Combine(Data, "postmaster.pid");

    public string Settings => Path.Combine(Data, "postgresql.conf");

    private string VersionFile => Path.Combine(Data, "PG_VERSION");

    public bool HasCluster => Directory.Exists(Data);

    /// <summary>The major version that made the cluster, or null where there is none yet.</summary>
    public int? MajorVersion()
    {
        if (!HasCluster)
        {
            return null;
        }

        var text = File.Exists(VersionFile) ? File.ReadAllText(VersionFile).Trim() : "";
        return int.TryParse(text, out var major)
            ? major
            : throw new PrivatePostgresException(
                $"{Data} is not a PostgreSQL data folder (no readable PG_VERSION). Restore it from a backup, or move it away to start with an empty database.");
    }

    /// <summary>The last lines of the server's log, for a message to a person.</summary>
    public string LogTail(int lines = 8) => File.Exists(Log)
        ? string.Join(Environment.NewLine, File.ReadLines(Log).TakeLast(lines))
        : "";
}
