namespace Portal.Infrastructure.EmbeddedPostgres;

/// <summary>An installed PostgreSQL: the folder of its programs and its major version.</summary>
internal sealed record PostgresBinaries(string Folder, int MajorVersion)
{
    /// <summary>The oldest major version that the portal is tested with.</summary>
    public const int OldestSupported = 15;

    private static readonly string[] Programs = ["initdb", "pg_ctl", "postgres"];

    public string InitDb => Path.Combine(Folder, "initdb");

    public string PgCtl => Path.Combine(Folder, "pg_ctl");

    public string Postgres => Path.Combine(Folder, "postgres");

    public static bool AreIn(string folder) =>
        Programs.All(program => File.Exists(Path.Combine(folder, program)));
}
