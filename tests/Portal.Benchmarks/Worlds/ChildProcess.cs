using System.Diagnostics;

namespace Portal.Benchmarks.Worlds;

/// <summary>This program once more, as a process of its own that does one thing and ends with its standard input.</summary>
internal sealed class ChildProcess(Process process) : IAsyncDisposable
{
    public StreamReader Output => process.StandardOutput;

    public static ChildProcess Start(params string[] arguments) =>
        new(Process.Start(new ProcessStartInfo("dotnet", [typeof(ChildProcess).Assembly.Location, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        }) ?? throw new InvalidOperationException("There is no process."));

    /// <summary>In the child: completes when the parent lets go of it, or is no more.</summary>
    public static Task ReleasedAsync() => Console.In.ReadLineAsync();

    public async Task<string> LineAsync() => await Output.ReadLineAsync() ?? throw new InvalidOperationException("The child process has ended.");

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
