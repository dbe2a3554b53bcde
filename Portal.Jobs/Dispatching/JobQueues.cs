namespace Portal.Jobs.Dispatching;

/// <summary>Hangfire's queues: each has workers of its own, so that none waits behind another.</summary>
public static class JobQueues
{
    /// <summary>Scopes in which something is due.</summary>
    public const string Reconciling = "default";

    /// <summary>The same where AWS did not answer the last time.</summary>
    public const string Doubtful = "doubtful";

    /// <summary>What comes round by the clock; it never waits for AWS.</summary>
    public const string Schedules = "schedules";

    public static IReadOnlyList<string> All { get; } = [Reconciling, Doubtful, Schedules];
}
