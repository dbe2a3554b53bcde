using Portal.Sandbox.Protocol;
using Portal.Sandbox.Signing;
using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Operations;

/// <summary>One call while it runs: who asks for what, and the world it works on.</summary>
internal sealed class Call
{
    private readonly List<string> _resultIds = [];

    public required string RequestId { get; init; }
    public required string Region { get; init; }
    public required Caller Caller { get; init; }
    public required QueryParameters Parameters { get; init; }
    public required Store Store { get; init; }
    public required SandboxDelays Delays { get; init; }

    /// <summary>The sandbox's time at which the call runs; one moment for all of it.</summary>
    public required DateTimeOffset Now { get; init; }

    public string AccountId => Caller.AccountId;

    public IReadOnlyList<string> ResultIds => _resultIds;

    /// <summary>Notes in the ledger what the call created or changed.</summary>
    public void Touched(string id) => _resultIds.Add(id);

    /// <summary>To be called once the caller's permission is clear: a dry run ends here.</summary>
    public void EndDryRun()
    {
        if (Parameters.Flag("DryRun") == true)
        {
            throw CommonErrors.DryRun();
        }
    }
}
