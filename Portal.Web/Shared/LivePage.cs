using Microsoft.AspNetCore.Components;
using Portal.Domain.Accounts;
using Portal.Infrastructure.Changes;

namespace Portal.Web.Shared;

/// <summary>A page that always shows the present: it subscribes, then reads, and reads anew at every change.</summary>
public abstract class LivePage<TQuery, TSnapshot> : PortalComponentBase
    where TQuery : PageQuery
    where TSnapshot : class
{
    // Should an announcement be lost, the page is late by this much; and "3 minutes ago" moves on.
    private static readonly TimeSpan RefreshAfter = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RefreshAfterError = TimeSpan.FromSeconds(2);

    private CancellationTokenSource? _following;
    private TQuery? _followed;
    private TQuery? _refused;
    private DateTimeOffset _readAt;

    [Inject]
    public required ChangeFeed Feed { get; init; }

    [Inject]
    public required SnapshotCache Snapshots { get; init; }

    [Inject]
    public required PageReader<TQuery, TSnapshot> Reader { get; init; }

    [Inject]
    public required Freshness Freshness { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    /// <summary>What was read last; none before the first read.</summary>
    protected TSnapshot? Snapshot { get; private set; }

    /// <summary>Why nothing, or nothing newer, can be shown.</summary>
    protected UserFacingError? UserFacingError { get; private set; }

    /// <summary>Who looks, as of the last read.</summary>
    protected Actor? Actor { get; private set; }

    /// <summary>What the page's parameters ask for; another one means another read.</summary>
    protected abstract TQuery Query { get; }

    /// <summary>Comes after every read, before it is shown.</summary>
    protected virtual Task OnReadAsync(TSnapshot snapshot) => Task.CompletedTask;

    protected override void OnParametersSet()
    {
        var query = Query;
        if (query == _followed)
        {
            return;
        }

        _followed = query;
        StopFollowing();
        (Snapshot, UserFacingError) = (null, null);
        Freshness.Fresh(this);
        _following = CancellationTokenSource.CreateLinkedTokenSource(LifetimeToken);
        _ = FollowAsync(query, _following.Token);
    }

    protected override void OnDispose()
    {
        StopFollowing();
        Freshness.Fresh(this);
    }

    private async Task FollowAsync(TQuery query, CancellationToken cancellationToken)
    {
        try
        {
            var viewer = await Viewer.TagsAsync();
            using var subscription = Feed.Subscribe(query.Tags.Union(viewer));
            while (true)
            {
                await LookAsync(query, viewer, subscription, cancellationToken);
                await InvokeAsync(StateHasChanged);
                await WaitAsync(subscription, cancellationToken);
            }
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            // The person has left the page.
        }
        catch (Exception defect)
        {
            await DispatchExceptionAsync(defect);
        }
    }

    private async Task LookAsync(TQuery query, IReadOnlySet<string> viewer, Subscription subscription, CancellationToken cancellationToken)
    {
        Actor? actor = null;
        try
        {
            actor = await Viewer.ReaderAsync(cancellationToken);
            var read = await Snapshots.ReadAsync(Reader, (TQuery)query.By(actor), cancellationToken);
            subscription.Watch(read.Tags.Union(viewer).ToHashSet(), read.Position);
            await InvokeAsync(async () =>
            {
                // Another address may have been asked for since.
                cancellationToken.ThrowIfCancellationRequested();
                await OnReadAsync(read.Snapshot);
                cancellationToken.ThrowIfCancellationRequested();
                (Actor, Snapshot, UserFacingError, _readAt) = (actor, read.Snapshot, null, Clock.GetUtcNow());
                Freshness.Fresh(this);
            });
        }
        catch (Exception failed) when (!cancellationToken.IsCancellationRequested && Shared.UserFacingError.Of(failed) is { } trouble)
        {
            UserFacingError = trouble;
            if (!trouble.IsOurs)
            {
                // What somebody may no longer see must not stay on the screen.
                (Actor, Snapshot) = (null, null);
                await RecordAsync(actor, failed, cancellationToken);
            }

            TellFreshness(trouble);
        }
    }

    /// <summary>What stays on the screen of what could not be read is old.</summary>
    private void TellFreshness(UserFacingError trouble)
    {
        if (trouble.IsAway && Snapshot is not null)
        {
            Freshness.Old(this, _readAt);
        }
        else
        {
            Freshness.Fresh(this);
        }
    }

    /// <summary>Once, however often the page looks again.</summary>
    private async Task RecordAsync(Actor? actor, Exception refusal, CancellationToken cancellationToken)
    {
        if (_refused != _followed)
        {
            _refused = _followed;
            await RefuseAsync(actor, refusal, cancellationToken);
        }
    }

    private async Task WaitAsync(Subscription subscription, CancellationToken cancellationToken)
    {
        using var again = new CancellationTokenSource(UserFacingError is { IsOurs: true } || !Feed.IsListening ? RefreshAfterError : RefreshAfter, Clock);
        using var any = CancellationTokenSource.CreateLinkedTokenSource(again.Token, cancellationToken);
        try
        {
            await subscription.WaitAsync(any.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Time to look, changed or not.
        }
    }

    private void StopFollowing()
    {
        _following?.Cancel();
        _following?.Dispose();
        _following = null;
    }
}
