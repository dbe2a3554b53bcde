namespace Portal.Sandbox.Ledgers;

/// <summary>One call that somebody made: who, what, with which result. Written when its effect has happened, whether or not the reply arrived.</summary>
internal sealed record LedgerEntry
{
    public required long Seq { get; init; }
    public required DateTimeOffset Time { get; init; }
    public required string RequestId { get; init; }

    /// <summary>The caller's account; null when the signature was refused.</summary>
    public string? Account { get; init; }
    public string? Principal { get; init; }
    public required string Service { get; init; }
    public required string Action { get; init; }
    public string? Region { get; init; }
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();
    public required int Status { get; init; }
    public string? ErrorCode { get; init; }

    /// <summary>The ids that the call created or changed.</summary>
    public IReadOnlyList<string> ResultIds { get; init; } = [];
    public string? UserAgent { get; init; }
}
