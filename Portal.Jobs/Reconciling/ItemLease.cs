using Portal.Infrastructure.Provisioning;

namespace Portal.Jobs.Reconciling;

/// <summary>A job's lease on one aggregate.</summary>
internal sealed class ItemLease : IDisposable
{
    private readonly CancellationTokenSource _lost;
    private readonly TimeProvider _clock;
    private long _heldSince;

    internal ItemLease(Claim claim, long heldSince, TimeProvider clock, CancellationToken stopping)
    {
        (Claim, _heldSince, _clock) = (claim, heldSince, clock);
        _lost = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        Token = _lost.Token;
    }

    public Claim Claim { get; }

    /// <summary>Cancelled when the claim is lost, or the worker stops.</summary>
    public CancellationToken Token { get; }

    /// <summary>How long nobody else can claim the work, counted from before the claim was sent.</summary>
    public TimeSpan Remaining => WorkTable.Lease - _clock.GetElapsedTime(Interlocked.Read(ref _heldSince));

    public void Dispose() => _lost.Dispose();

    /// <param name="since">When the renewal was sent; none when somebody else has the claim.</param>
    internal void Renewed(long? since)
    {
        if (since is { } renewed)
        {
            Interlocked.Exchange(ref _heldSince, renewed);
        }
        else
        {
            Lose();
        }
    }

    internal void EndIfOver()
    {
        if (Remaining <= TimeSpan.Zero)
        {
            Lose();
        }
    }

    private void Lose()
    {
        try
        {
            _lost.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The work was given back meanwhile.
        }
    }
}
