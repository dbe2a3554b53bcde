using System.Text.RegularExpressions;

namespace Portal.Testing.Worlds;

/// <summary>One call in the sandbox's ledger, as its control API tells it.</summary>
public sealed record LedgerCall(
    long Seq, DateTimeOffset Time, string RequestId, string? Account, string? Principal, string Service, string Action, string? Region,
    IReadOnlyDictionary<string, string> Parameters, int Status, string? ErrorCode, IReadOnlyList<string> ResultIds, string? UserAgent)
{
    /// <summary>Whether the call could change something.</summary>
    public bool IsMutating =>
        !Action.StartsWith("Describe", StringComparison.Ordinal) && !Action.StartsWith("List", StringComparison.Ordinal) && Service != "sts"
        && !Parameters.ContainsKey("DryRun");

    /// <summary>Whether it was made with the portal's role.</summary>
    public bool IsPortals => Principal?.Contains(":assumed-role/PrivateLinkPortal/", StringComparison.Ordinal) == true;

    /// <summary>The attempt that the user agent names; none for anybody else's call.</summary>
    public Guid? AttemptId => Id("portal-attempt");

    /// <summary>The operation that the user agent names; none for anybody else's call.</summary>
    public Guid? OperationId => Id("portal-operation");

    private Guid? Id(string name) =>
        Regex.Match(UserAgent ?? "", name + "/([0-9a-f-]{36})") is { Success: true } match ? Guid.Parse(match.Groups[1].Value) : null;
}
