namespace Portal.Jobs.Reconciling;

/// <summary>The aggregates that a job is at, each with its lease.</summary>
internal sealed class RunningItems(WorkLeases leases)
{
    private readonly Dictionary<WorkItem, ItemLease> _leases = [];

    public int Count => _leases.Count;

    public IReadOnlyList<WorkItem> All => [.. _leases.Keys];

    /// <summary>What has not ended and is still held.</summary>
    public IReadOnlyList<WorkItem> Active => [.. _leases.Where(pair => pair.Key.End is null && IsHeld(pair.Value)).Select(pair => pair.Key)];

    /// <summary>What has ended and is still held, so that its end can be written.</summary>
    public IReadOnlyList<WorkItem> Ended =>
        [.. _leases.Where(pair => pair.Key.End is not (null or RunEnd.Lost) && IsHeld(pair.Value)).Select(pair => pair.Key)];

    public ItemLease LeaseOf(WorkItem item) => _leases[item];

    public void Add(WorkItem item, ItemLease lease) => _leases.Add(item, lease);

    /// <summary>What the job had already and has taken anew, it had lost in between: by the database's clock the lease was over.</summary>
    public void ForgetTakenAnew(IReadOnlyList<ItemLease> taken)
    {
        var anew = taken.Select(lease => (lease.Claim.Kind, lease.Claim.Id)).ToHashSet();
        Forget(pair => anew.Contains((pair.Value.Claim.Kind, pair.Value.Claim.Id)));
    }

    /// <summary>Lets go of what has ended or is lost.</summary>
    public void ForgetEnded() => Forget(pair => pair.Key.End is not null || !IsHeld(pair.Value));

    private static bool IsHeld(ItemLease lease) => !lease.Token.IsCancellationRequested;

    private void Forget(Func<KeyValuePair<WorkItem, ItemLease>, bool> over)
    {
        foreach (var (item, lease) in _leases.Where(over).ToList())
        {
            _leases.Remove(item);
            leases.Forget(lease);
        }
    }
}
