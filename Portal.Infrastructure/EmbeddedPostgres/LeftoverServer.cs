using System.Globalization;

namespace Portal.Infrastructure.EmbeddedPostgres;

/// <summary>What an earlier owner that was killed left in the folder; it is ended and cleared away, never adopted.</summary>
internal sealed class LeftoverServer(ClusterFolder folder, PostgresBinaries binaries, ServerAccount account)
{
    /// <summary>Whether a running server had to be stopped. Call it only while holding the <see cref="OwnerLock"/>.</summary>
    public async Task<bool> ClearAsync(CancellationToken cancellationToken)
    {
        if (Directory.Exists(folder.UnfinishedData))
        {
            Directory.Delete(folder.UnfinishedData, recursive: true);
        }

        if (!folder.HasCluster)
        {
            return false;
        }

        var stopped = await IsRunningAsync(cancellationToken);
        if (stopped)
        {
            await StopAsync(cancellationToken);
        }

        if (OperatingSystem.IsLinux())
        {
            await ServerProcesses.WaitUntilGoneAsync(folder.Data, cancellationToken);
            // Left are a zombie's id or an id that went to another program: PostgreSQL takes both for a running server.
            File.Delete(folder.PostmasterPid);
        }

        return stopped;
    }

    private async Task<bool> IsRunningAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(folder.PostmasterPid))
        {
            return false;
        }

        if (OperatingSystem.IsLinux())
        {
            var first = File.ReadLines(folder.PostmasterPid).FirstOrDefault();
            return int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && ServerProcesses.In(folder.Data).Contains(id);
        }

        return (await PgCtlAsync(["status"], cancellationToken)).ExitCode == 0;
    }

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var mode in new[] { "fast", "immediate" })
        {
            // It may have ended by itself meanwhile, for example by its own watchdog: pg_ctl calls that a failure.
            if ((await PgCtlAsync(["stop", "-s", "-w", "-t", "20", "-m", mode], cancellationToken)).ExitCode == 0
                || !await IsRunningAsync(cancellationToken))
            {
                return;
            }
        }

        throw new PrivatePostgresException(
            $"A PostgreSQL server that was left running in {folder.Data} does not stop. Stop it by hand: {binaries.PgCtl} stop -D {folder.Data} -m immediate");
    }

    private Task<ToolResult> PgCtlAsync(string[] arguments, CancellationToken cancellationToken) =>
        account.RunAsync(binaries.PgCtl, [.. arguments, "-D", ClusterFolder.DataName], folder.Root, cancellationToken);
}
