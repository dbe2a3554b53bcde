using System.Diagnostics;
using Portal.Infrastructure.EmbeddedPostgres;

namespace Portal.Infrastructure.Tests.EmbeddedPostgres;

/// <summary>Another process that owns a private server, to be killed.</summary>
internal sealed class OwnerProcess : IDisposable
{
    private readonly Process _process;

    private OwnerProcess(Process process) => _process = process;

    public required string ConnectionString { get; init; }

    public int Id => _process.Id;

    public static async Task<OwnerProcess> StartAsync(string folder, CancellationToken cancellationToken)
    {
        var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Portal.DatabaseOwner.dll"), folder])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var connectionString = await process.StandardOutput.ReadLineAsync(cancellationToken);
        return new OwnerProcess(process) { ConnectionString = connectionString! };
    }

    /// <summary>kill -9: the process has no chance to tidy up.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        _process.Kill();
        await _process.WaitForExitAsync(cancellationToken);
    }

    public void KillWatchdog()
    {
        foreach (var id in Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, out _)))
        {
            if (ParentOf(id!) == $"{_process.Id}")
            {
                using var child = Process.GetProcessById(int.Parse(id!));
                child.Kill();
            }
        }
    }

    /// <returns>None of a process that has gone since it was listed.</returns>
    private static string? ParentOf(string id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1];
        }
        catch (IOException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        _process.Kill();
        // Until it is gone, the folder is still its own.
        _process.WaitForExit();
        _process.Dispose();
    }

    public static async Task UntilNoServerRunsAsync(string dataFolder, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        while (ServerProcesses.In(dataFolder).Count > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), patience.Token);
        }
    }
}
