using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;
using Portal.Sandbox.Signing;
using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Operations;

/// <summary>One call while it runs: who asks for what, and the world it works on.</summary>
internal sealed class Call
{
    private static readonly Dictionary<string, string> NoTags = [];
    private readonly List<string> _resultIds = [];

    public required string RequestId { get; init; }
    public required string Action { get; init; }
    public required string Region { get; init; }
    public required Caller Caller { get; init; }
    public required QueryParameters Parameters { get; init; }
    public required Store Store { get; init; }
    public required SandboxDelays Delays { get; init; }
    public required SandboxSwitches Switches { get; init; }

    /// <summary>The sandbox's time at which the call runs; one moment for all of it.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The time by which signatures and sessions go; it differs from the world's once a test has moved that.</summary>
    public required DateTimeOffset SignatureTime { get; init; }

    /// <summary>Where the call came from, if that is known.</summary>
    public string? SourceAddress { get; init; }

    public string AccountId => Caller.AccountId;

    public IReadOnlyList<string> ResultIds => _resultIds;

    /// <summary>How long what is deleted is still shown.</summary>
    public TimeSpan DeletedListed => Switches.DeletedIsListed ? Delays.DeletedListed : TimeSpan.Zero;

    /// <summary>The id after which the page of a listing begins.</summary>
    public string? PageAfter { get; set; }

    /// <summary>Notes in the ledger what the call created or changed.</summary>
    public void Touched(string id) => _resultIds.Add(id);

    /// <summary>The tags of a resource; empty when it has none.</summary>
    public IReadOnlyDictionary<string, string> Tags(string resourceId) => Store.Tags.Find(resourceId)?.Tags ?? NoTags;

    /// <summary>Whether an entity is the caller's own, in the region of the call.</summary>
    public bool Owns(IEntity row, string region) => row.OwnerId == AccountId && region == Region;

    /// <summary>The caller's account with its zone names.</summary>
    public Account Account => Store.Accounts.Find(AccountId) ?? throw new InvalidOperationException($"The account {AccountId} is not in the store.");

    /// <summary>To be called once the caller's permission is clear: a dry run ends here.</summary>
    public void EndDryRun()
    {
        if (Parameters.Flag("DryRun") == true)
        {
            throw CommonErrors.DryRun();
        }
    }
}
