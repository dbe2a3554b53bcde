using System.Diagnostics;
using System.Globalization;

namespace Portal.Infrastructure.EmbeddedPostgres;

/// <summary>A running server with its watchdog, a small shell that starts it and stops it should our process die by any means.</summary>
internal sealed class GuardedServer : IAsyncDisposable
{
    // The standard input of the watchdog is a pipe that only our process holds: its end means that we are gone.
    // Paths are relative to the server's folder, because pg_ctl pastes them into a shell command without escaping them.
    // It ignores what a terminal sends (Ctrl+C), and it stops the very server that it started, never one that a later owner started since.
    private const string Watchdog = """
        trap '' INT TERM HUP PIPE
        "$1" start -D "$2" -l "$3" -w -t "$4" -s </dev/null || {
          "$1" stop -D "$2" -m immediate -s </dev/null >/dev/null 2>&1
          exit 1
        }
        read -r started < "$2/postmaster.pid"
        echo "$started"
        read -r _
        read -r running < "$2/postmaster.pid" && [ "$running" = "$started" ] && kill -INT "$started"
        """;

    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    private readonly Process _watchdog;
    private readonly Func<string, CancellationToken, Task<ToolResult>> _stop;

    private GuardedServer(Process watchdog, Func<string, CancellationToken, Task<ToolResult>> stop)
    {
        _watchdog = watchdog;
        _stop = stop;
    }

    public static async Task<GuardedServer> StartAsync(
        ClusterFolder folder, PostgresBinaries binaries, ServerAccount account, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var seconds = Math.Ceiling(timeout.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        var watchdog = account.Start(
            "/bin/sh", ["-c", Watchdog, "portal-postgres-watchdog", binaries.PgCtl, ClusterFolder.DataName, ClusterFolder.LogName, seconds], folder.Root);
        try
        {
            var started = watchdog.StandardOutput.ReadLineAsync(cancellationToken).AsTask();
            var ended = watchdog.WaitForExitAsync(cancellationToken);
            await await Task.WhenAny(started, ended);
            return started.IsCompletedSuccessfully && started.Result is not null
                ? new GuardedServer(watchdog, (mode, token) => account.RunAsync(
                    binaries.PgCtl, ["stop", "-D", ClusterFolder.DataName, "-s", "-w", "-t", "30", "-m", mode], folder.Root, token))
                : throw new PrivatePostgresException(folder.LogTail() is { Length: > 0 } log
                    ? $"PostgreSQL did not start. The last lines of {folder.Log}:{Environment.NewLine}{log}"
                    : $"PostgreSQL did not start: {await watchdog.StandardError.ReadToEndAsync(cancellationToken)}");
        }
        catch
        {
            // A server may still come up: only the watchdog's end says that it is known and told to stop.
            await EndAsync(watchdog);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if ((await _stop("fast", CancellationToken.None)).ExitCode != 0)
        {
            await _stop("immediate", CancellationToken.None);
        }

        await EndAsync(_watchdog);
    }

    private static async Task EndAsync(Process watchdog)
    {
        using (watchdog)
        {
            watchdog.StandardInput.Close();
            await watchdog.WaitForExitAsync().WaitAsync(Timeout);
        }
    }
}
