namespace Portal.Jobs.Reconciling;

/// <summary>Which process works: host, process id and a part drawn at its start.</summary>
public sealed record WorkerName(string Text)
{
    public static WorkerName Here() => new($"{Environment.MachineName}-{Environment.ProcessId}-{Guid.CreateVersion7().ToString("N")[^6..]}");
}
