using Microsoft.Extensions.Logging;
using Npgsql;

namespace Portal.Infrastructure.EmbeddedPostgres;

/// <summary>A PostgreSQL server of the portal's own: no port, no password, gone with the process, its data kept in one folder.</summary>
public sealed partial class PrivatePostgres : IAsyncDisposable
{
    private const string Superuser = "portal";

    private readonly OwnerLock _ownerLock;
    private readonly GuardedServer _server;
    private readonly string _socketFolder;
    private readonly ILogger _logger;
    private bool _stopped;

    private PrivatePostgres(OwnerLock ownerLock, GuardedServer server, string socketFolder, ILogger logger)
    {
        _ownerLock = ownerLock;
        _server = server;
        _socketFolder = socketFolder;
        _logger = logger;
    }

    /// <summary>Starts the server on its folder, which becomes a new cluster where it is empty.</summary>
    public static async Task<PrivatePostgres> StartAsync(PrivatePostgresOptions options, ILogger logger, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new PrivatePostgresException(
                "The portal cannot run a PostgreSQL of its own on Windows. Set ConnectionStrings__Portal to a database of yours, or run the portal in WSL.");
        }

        var folder = new ClusterFolder(Path.GetFullPath(options.Folder));
        try
        {
            Directory.CreateDirectory(folder.Root);
            var ownerLock = OwnerLock.Take(folder);
            try
            {
                return await StartAsync(folder, ownerLock, options, logger, cancellationToken);
            }
            catch
            {
                ownerLock.Dispose();
                throw;
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new PrivatePostgresException($"The database folder {folder.Root} cannot be used: {problem.Message}", problem);
        }
    }

    /// <summary>A role that owns nothing and may do what it is given: by it the portal works.</summary>
    public const string ApplicationRole = "portal_application";

    /// <summary>Which PostgreSQL a private one would be run by.</summary>
    /// <exception cref="PrivatePostgresException">None is on this machine, and how to install one.</exception>
    public static async Task<string> FindProgramsAsync(string? binDir, CancellationToken cancellationToken)
    {
        var found = await PostgresLocator.ForThisMachine().FindAsync(binDir, null, cancellationToken);
        return $"PostgreSQL {found.MajorVersion} in {found.Folder}";
    }

    /// <summary>How to reach a database of this server.</summary>
    /// <param name="role">By which role; the one that owns everything, if none is named.</param>
    public string ConnectionStringFor(string database, string role = Superuser) => new NpgsqlConnectionStringBuilder
    {
        Host = _socketFolder,
        Port = SocketFolder.Port,
        Username = role,
        Database = database,
        SslMode = SslMode.Disable,
    }.ConnectionString;

    public Task CreateDatabaseIfMissingAsync(string database, CancellationToken cancellationToken) =>
        CreateIfMissingAsync($"create database {Quoted(database)}", cancellationToken);

    /// <inheritdoc cref="ApplicationRole"/>
    public Task CreateApplicationRoleIfMissingAsync(CancellationToken cancellationToken) =>
        CreateIfMissingAsync($"create role {Quoted(ApplicationRole)} login", cancellationToken);

    private async Task CreateIfMissingAsync(string statement, CancellationToken cancellationToken)
    {
        var maintenance = new NpgsqlConnectionStringBuilder(ConnectionStringFor("postgres")) { Pooling = false }.ConnectionString;
        await using var connection = new NpgsqlConnection(maintenance);
        await connection.OpenAsync(cancellationToken);
        await using var create = connection.CreateCommand();
#pragma warning disable CA2100 // A name cannot be a parameter; it is quoted.
        create.CommandText = statement;
#pragma warning restore CA2100
        try
        {
            await create.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (PostgresException problem) when (
            problem.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.DuplicateObject or PostgresErrorCodes.UniqueViolation)
        {
            // It is there already, or somebody made it at the same moment.
        }
    }

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"")}\"";

    /// <summary>Stops the server: open connections are cut, what was committed stays.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stopped)
        {
            return;
        }

        _stopped = true;
        await _server.DisposeAsync();
        _ownerLock.Dispose();
        Log.Stopped(_logger);
    }

    private static async Task<PrivatePostgres> StartAsync(
        ClusterFolder folder, OwnerLock ownerLock, PrivatePostgresOptions options, ILogger logger, CancellationToken cancellationToken)
    {
        var account = ServerAccount.ForThisProcess();
        folder = new ClusterFolder(await account.TakeAsync(folder.Root, cancellationToken));
        var binaries = await PostgresLocator.ForThisMachine().FindAsync(options.BinDir, folder.MajorVersion(), cancellationToken);
        var leftover = new LeftoverServer(folder, binaries, account);
        if (await leftover.ClearAsync(cancellationToken))
        {
            Log.StoppedLeftover(logger, folder.Data);
        }

        if (!folder.HasCluster)
        {
            await InitializeAsync(folder, binaries, account, options, cancellationToken);
        }

        var socketFolder = await SocketFolder.PrepareAsync(folder, account, cancellationToken);
        ClusterSettings.Write(folder, socketFolder, options);
        if (File.Exists(folder.Log))
        {
            File.Move(folder.Log, folder.PreviousLog, overwrite: true);
        }

        try
        {
            var server = await GuardedServer.StartAsync(folder, binaries, account, options.StartTimeout, cancellationToken);
            Log.Started(logger, binaries.MajorVersion, folder.Data, socketFolder);
            return new PrivatePostgres(ownerLock, server, socketFolder, logger);
        }
        catch
        {
            // Whoever sees the start fail finds no server on the folder.
            await leftover.ClearAsync(CancellationToken.None);
            throw;
        }
    }

    private static async Task InitializeAsync(
        ClusterFolder folder, PostgresBinaries binaries, ServerAccount account, PrivatePostgresOptions options, CancellationToken cancellationToken)
    {
        string[] arguments =
        [
            "-D", Path.GetFileName(folder.UnfinishedData), "-U", Superuser, "-E", "UTF8", "--locale=C",
            "--auth-local=trust", "--auth-host=reject", "--no-instructions", .. options.Durable ? Array.Empty<string>() : ["--no-sync"],
        ];
        var result = await account.RunAsync(binaries.InitDb, arguments, folder.Root, cancellationToken);
        if (result.ExitCode != 0)
        {
            throw new PrivatePostgresException($"A new database cannot be made in {folder.Root}: {result.Error.Trim()}");
        }

        Directory.Move(folder.UnfinishedData, folder.Data);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Private PostgreSQL {Version} runs on {Folder}; psql -h {SocketFolder} -U portal")]
        public static partial void Started(ILogger logger, int version, string folder, string socketFolder);

        [LoggerMessage(2, LogLevel.Warning, "Stopped a PostgreSQL server that an earlier portal left running on {Folder}")]
        public static partial void StoppedLeftover(ILogger logger, string folder);

        [LoggerMessage(3, LogLevel.Information, "Private PostgreSQL stopped")]
        public static partial void Stopped(ILogger logger);
    }
}
