namespace Portal.Sandbox.Holds;

/// <summary>All holds, and the calls that wait at them.</summary>
internal sealed class HoldBoard
{
    private readonly Lock _gate = new();
    private readonly List<Hold> _holds = [];
    private int _lastId;

    public HoldView Add(string action, string? account, HoldMoment when, int? times)
    {
        lock (_gate)
        {
            var hold = new Hold($"hold-{++_lastId}", action, account, when, times);
            _holds.Add(hold);
            return hold.View();
        }
    }

    public IReadOnlyList<HoldView> All()
    {
        lock (_gate)
        {
            return [.. _holds.Select(hold => hold.View())];
        }
    }

    /// <summary>Ends a hold and lets its calls go on; false if there is none of that id.</summary>
    public bool Release(string id)
    {
        lock (_gate)
        {
            if (_holds.Find(hold => hold.Id == id) is not { } hold)
            {
                return false;
            }

            _holds.Remove(hold);
            hold.Released.SetResult();
            return true;
        }
    }

    /// <summary>Waits for as long as a hold stops that call. A client that went away does not end the wait: AWS would not notice either.</summary>
    public Task PassAsync(string action, string? account, HoldMoment when, string requestId, CancellationToken stopping)
    {
        lock (_gate)
        {
            if (_holds.Find(hold => hold.Takes(action, account, when)) is not { } hold)
            {
                return Task.CompletedTask;
            }

            hold.Waiting.Add(requestId);
            return hold.Released.Task.WaitAsync(stopping);
        }
    }

    private sealed record Hold(string Id, string Action, string? Account, HoldMoment When, int? Times)
    {
        public List<string> Waiting { get; } = [];

        public TaskCompletionSource Released { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool Takes(string action, string? account, HoldMoment when) =>
            Action == action && When == when && (Account is null || Account == account) && (Times is not { } times || Waiting.Count < times);

        public HoldView View() => new(Id, Action, Account, When, Times, Waiting.Count, [.. Waiting]);
    }
}
