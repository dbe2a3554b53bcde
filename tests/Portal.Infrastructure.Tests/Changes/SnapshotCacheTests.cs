using Microsoft.EntityFrameworkCore;
using Portal.Domain.Audit;
using Portal.Infrastructure.Changes;
using Portal.Infrastructure.Tests.Data;
using Portal.Testing.Worlds;

namespace Portal.Infrastructure.Tests.Changes;

public sealed class SnapshotCacheTests(PortalCluster cluster) : WorldTest(cluster), IAsyncLifetime
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);
    private static readonly Guid Subject = Guid.CreateVersion7();
    private static readonly Guid LearntService = Guid.CreateVersion7();
    private static readonly ThingQuery Thing = new(Subject);

    private readonly ThingReader _reader = new();
    private PortalWorld _world = null!;
    private PortalWorker _worker = null!;
    private Subscription _watch = null!;

    private ChangeFeed Feed => _worker.Get<ChangeFeed>();

    private SnapshotCache Cache => _worker.Get<SnapshotCache>();

    [Fact]
    public async Task Two_who_ask_the_same_share_one_read_and_both_see_the_change_whoever_reads_first()
    {
        await ListenAsync();
        Assert.Equal("read 1", await ReadAsync());
        Assert.Equal("read 1", await ReadAsync());

        await ChangeAsync(SubjectKind.Connection, Subject);

        Assert.Equal("read 2", await ReadAsync());
        Assert.Equal("read 2", await ReadAsync());
    }

    [Fact]
    public async Task What_is_about_something_else_makes_nothing_old()
    {
        await ListenAsync();
        Assert.Equal("read 1", await ReadAsync());

        await ChangeAsync(SubjectKind.Connection, Guid.CreateVersion7());
        await ChangeAsync(SubjectKind.Service, Subject);

        Assert.Equal("read 1", await ReadAsync());
    }

    [Fact]
    public async Task What_only_the_read_has_shown_to_belong_to_it_makes_it_old_too()
    {
        await ListenAsync();
        Assert.Equal("read 1", await ReadAsync());

        await ChangeAsync(SubjectKind.Service, LearntService);

        Assert.Equal("read 2", await ReadAsync());
    }

    [Theory]
    [InlineData(SubjectKind.Connection)]
    [InlineData(SubjectKind.Service)]
    public async Task A_read_that_a_change_overtook_is_followed_by_another_one_for_everybody_who_asks_after_the_change(SubjectKind kind)
    {
        await ListenAsync();
        _reader.Hold();
        var first = ReadAsync();
        await _reader.BegunAsync(1);

        await ChangeAsync(kind, kind == SubjectKind.Connection ? Subject : LearntService);
        var (second, third) = (ReadAsync(), ReadAsync());
        _reader.Release();

        // Who asked before the change has subscribed before it, too, and asks again.
        Assert.Equal("read 1", await first.WaitAsync(Timeout, Cancel));
        Assert.Equal("read 2", await second.WaitAsync(Timeout, Cancel));
        Assert.Equal("read 2", await third.WaitAsync(Timeout, Cancel));
        Assert.Equal("read 2", await ReadAsync());
    }

    [Fact]
    public async Task Who_asks_after_the_change_does_not_wait_for_the_read_that_it_overtook()
    {
        await ListenAsync();
        _reader.Hold();
        var overtaken = ReadAsync();
        await _reader.BegunAsync(1);

        await ChangeAsync(SubjectKind.Connection, Subject);
        var later = ReadAsync();
        await _reader.BegunAsync(2);

        Assert.False(overtaken.IsCompleted);
        _reader.Release();
        Assert.Equal("read 2", await later.WaitAsync(Timeout, Cancel));
    }

    [Fact]
    public async Task Who_leaves_cancels_nobody_elses_read()
    {
        await ListenAsync();
        _reader.Hold();
        using var leaver = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var left = Cache.ReadAsync(_reader, Thing, leaver.Token);
        await _reader.BegunAsync(1);
        var stays = ReadAsync();

        await leaver.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        _reader.Release();

        Assert.Equal("read 1", await stays.WaitAsync(Timeout, Cancel));
        Assert.Equal("read 1", await ReadAsync());
    }

    [Fact]
    public async Task A_read_that_failed_is_not_kept()
    {
        await ListenAsync();
        _reader.Fails = true;
        await Assert.ThrowsAsync<TimeoutException>(ReadAsync);
        _reader.Fails = false;

        Assert.Equal("read 2", await ReadAsync());
    }

    [Fact]
    public async Task Nothing_is_shared_while_changes_are_not_heard_and_nothing_is_left_from_before()
    {
        Assert.Equal("read 1", await ReadAsync());
        Assert.Equal("read 2", await ReadAsync());
        await ListenAsync();
        Assert.Equal("read 3", await ReadAsync());
        Assert.Equal("read 3", await ReadAsync());

        await DatabaseSessions.CutAsync(_world, "cache", Cancel);
        await HeardAsync();
        Assert.False(Feed.IsListening);
        Assert.Equal("read 4", await ReadAsync());
        Assert.Equal("read 5", await ReadAsync());
        var back = HeardAsync();
        await UntilAsync(() =>
        {
            _worker.Clock.Advance(TimeSpan.FromSeconds(1));
            return back.IsCompleted;
        });

        await back;
        Assert.Equal("read 6", await ReadAsync());
        Assert.Equal("read 6", await ReadAsync());
    }

    [Fact]
    public async Task What_changes_without_being_announced_is_at_most_ten_seconds_old()
    {
        await ListenAsync();
        Assert.Equal("read 1", await ReadAsync());
        _worker.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("read 1", await ReadAsync());

        _worker.Clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal("read 2", await ReadAsync());
    }

    [Fact]
    public async Task However_much_is_asked_for_only_so_much_is_kept()
    {
        await ListenAsync();
        for (var number = 0; number < 2_000; number++)
        {
            await Cache.ReadAsync(_reader, Thing with { Number = number }, Cancel);
        }

        Assert.InRange(Cache.Count, 1, 300);
    }

    public async ValueTask InitializeAsync()
    {
        _world = await StartAsync();
        _worker = _world.AddWorker("cache");
        _watch = Feed.Subscribe(ChangeTags.Everything);
    }

    public async ValueTask DisposeAsync()
    {
        _watch.Dispose();
        await Feed.StopAsync(CancellationToken.None);
        await _world.DisposeAsync();
    }

    private async Task<string> ReadAsync() => (await Cache.ReadAsync(_reader, Thing, Cancel)).Snapshot;

    private async Task ListenAsync()
    {
        await Feed.StartAsync(Cancel);
        // It says once that anything may have changed.
        await HeardAsync();
    }

    private Task HeardAsync() => _watch.WaitAsync(Cancel).WaitAsync(Timeout, Cancel);

    private async Task ChangeAsync(SubjectKind kind, Guid id)
    {
        await using var context = _world.Open();
        await context.Database.ExecuteSqlAsync($"select pg_notify({ChangeChannels.Changes}, {new Change(kind, id, 1).ToText()})", Cancel);
        await HeardAsync();
    }

    private static async Task UntilAsync(Func<bool> has)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(Timeout);
        while (!has())
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private sealed record ThingQuery(Guid Id, int Number = 0) : PageQuery
    {
        public override IReadOnlyList<string> Tags => [ChangeTags.Of(SubjectKind.Connection, Id)];
    }

    /// <summary>Counts its reads, and can be held in the middle of them.</summary>
    private sealed class ThingReader : PageReader<ThingQuery, string>
    {
        private TaskCompletionSource _gate = Open();
        private int _reads;

        public bool Fails { get; set; }

        public void Hold() => _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Release() => _gate.TrySetResult();

        public Task BegunAsync(int reads) => UntilAsync(() => Volatile.Read(ref _reads) >= reads);

        public override async Task<string> ReadAsync(ThingQuery query, CancellationToken cancellationToken)
        {
            var number = Interlocked.Increment(ref _reads);
            await _gate.Task.WaitAsync(cancellationToken);
            return Fails ? throw new TimeoutException() : $"read {number}";
        }

        public override IEnumerable<string> AlsoAbout(string snapshot) => [ChangeTags.Of(SubjectKind.Service, LearntService)];

        private static TaskCompletionSource Open()
        {
            var open = new TaskCompletionSource();
            open.SetResult();
            return open;
        }
    }
}
