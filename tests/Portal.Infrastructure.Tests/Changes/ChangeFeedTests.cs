using Microsoft.EntityFrameworkCore;
using Portal.Domain.Audit;
using Portal.Infrastructure.Changes;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Tests.Data;
using Portal.Testing.Worlds;

namespace Portal.Infrastructure.Tests.Changes;

public sealed class ChangeFeedTests(PortalCluster cluster) : WorldTest(cluster)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Who_watches_a_connection_hears_of_its_commits_and_of_no_other()
    {
        await using var world = await StartAsync();
        var service = await world.StoreServiceAsync(Cancel);
        var watched = await world.RequestAsync(service, Cancel);
        var other = await world.RequestAsync(service, Cancel);
        await using var feed = await ListeningAsync(world);
        using var mine = feed.Feed.Subscribe(ChangeTags.Of(SubjectKind.Connection, watched));
        using var theirs = feed.Feed.Subscribe(ChangeTags.Of(SubjectKind.Connection, other));
        await DrainAsync(mine);
        await DrainAsync(theirs);

        await world.DeleteAsync(other, Cancel);
        await theirs.WaitAsync(Cancel).WaitAsync(Timeout, Cancel);
        using var quiet = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var silence = mine.WaitAsync(quiet.Token);
        Assert.False(silence.IsCompleted);
        await world.DeleteAsync(watched, Cancel);
        await silence.WaitAsync(Timeout, Cancel);
    }

    [Fact]
    public async Task A_change_that_was_rolled_back_is_not_announced()
    {
        await using var world = await StartAsync();
        var id = await world.RequestAsync(await world.StoreServiceAsync(Cancel), Cancel);
        await using var feed = await ListeningAsync(world);
        using var watch = feed.Feed.Subscribe(ChangeTags.Of(SubjectKind.Connection, id));
        using var marker = feed.Feed.Subscribe(ChangeTags.Of(SubjectKind.Service, id));
        await DrainAsync(watch);
        await DrainAsync(marker);
        await using (var context = world.Open())
        await using (await context.Database.BeginTransactionAsync(Cancel))
        {
            await NotifyAsync(context, new Change(SubjectKind.Connection, id, 9));
        }

        await using (var context = world.Open())
        {
            await NotifyAsync(context, new Change(SubjectKind.Service, id, 1));
        }

        // Announcements come in the order of their commits: by the second one the first would have been heard.
        await marker.WaitAsync(Cancel).WaitAsync(Timeout, Cancel);
        using var none = new CancellationTokenSource();
        var heard = watch.WaitAsync(none.Token);
        Assert.False(heard.IsCompleted);
        await none.CancelAsync();
    }

    [Fact]
    public async Task When_its_connection_is_cut_it_wakes_every_watcher_at_once_and_again_when_it_hears()
    {
        await using var world = await StartAsync();
        var id = await world.RequestAsync(await world.StoreServiceAsync(Cancel), Cancel);
        await using var feed = await ListeningAsync(world);
        using var watch = feed.Feed.Subscribe(ChangeTags.Of(SubjectKind.Connection, id));
        await DrainAsync(watch);

        // Its clock stands: only the loss itself can wake anybody.
        await DatabaseSessions.CutAsync(world, "feed", Cancel);
        await watch.WaitAsync(Cancel).WaitAsync(Timeout, Cancel);
        Assert.False(feed.Feed.IsListening);
        var woken = watch.WaitAsync(Cancel);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(Timeout);
        while (!woken.IsCompleted)
        {
            limit.Token.ThrowIfCancellationRequested();
            feed.Worker.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await woken;
        Assert.True(feed.Feed.IsListening);
        await world.Get<ConnectionCommands>().DescribeAsync(world.Cast.Chen, id, null, new(null, null, "CHG-1"), Cancel);
        await watch.WaitAsync(Cancel).WaitAsync(Timeout, Cancel);
    }

    [Fact]
    public async Task A_listener_that_fails_keeps_nobody_else_from_hearing()
    {
        await using var world = await StartAsync();
        await using var feed = await ListeningAsync(world);
        var id = Guid.CreateVersion7();
        var heard = 0;
        feed.Feed.Heard += _ => throw new InvalidOperationException("A defect of a listener.");
        feed.Feed.Heard += _ => heard++;
        using var watch = feed.Feed.Subscribe(ChangeTags.Of(SubjectKind.Connection));
        await DrainAsync(watch);

        for (var version = 1; version <= 2; version++)
        {
            await using var context = world.Open();
            await NotifyAsync(context, new Change(SubjectKind.Connection, id, version));
            await watch.WaitAsync(Cancel).WaitAsync(Timeout, Cancel);
        }

        Assert.True(feed.Feed.IsListening);
        Assert.Equal(2, heard);
    }

    [Fact]
    public async Task Who_learns_late_what_to_watch_is_woken_by_what_changed_since_the_read_was_begun()
    {
        await using var world = await StartAsync();
        await using var feed = await ListeningAsync(world);
        var (known, learnt) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        using var watch = feed.Feed.Subscribe(ChangeTags.Of(SubjectKind.Connection, known));
        using var marker = feed.Feed.Subscribe(ChangeTags.Everything);
        await DrainAsync(watch);
        await DrainAsync(marker);
        var begun = feed.Feed.Position;
        await using (var context = world.Open())
        {
            await NotifyAsync(context, new Change(SubjectKind.Service, learnt, 2));
        }

        await marker.WaitAsync(Cancel).WaitAsync(Timeout, Cancel);
        HashSet<string> tags = [ChangeTags.Of(SubjectKind.Connection, known), ChangeTags.Of(SubjectKind.Service, learnt)];
        watch.Watch(tags, feed.Feed.Position);
        using var none = new CancellationTokenSource();
        var early = watch.WaitAsync(none.Token);
        Assert.False(early.IsCompleted);

        watch.Watch(tags, begun);
        await early.WaitAsync(Timeout, Cancel);
    }

    [Theory]
    [InlineData("Connection:019ab000-0000-7000-8000-000000000001:7", true)]
    [InlineData("Planet:019ab000-0000-7000-8000-000000000001:7", false)]
    [InlineData("Connection:x:7", false)]
    [InlineData("Connection:019ab000-0000-7000-8000-000000000001:-7", false)]
    [InlineData("", false)]
    public void Announcements_of_another_version_of_the_portal_are_no_change_that_can_be_read(string text, bool known) =>
        Assert.Equal(known, Change.Parse(text) is not null);

    private static Task<int> NotifyAsync(PortalDbContext context, Change change) =>
        context.Database.ExecuteSqlAsync($"select pg_notify({ChangeChannels.Changes}, {change.ToText()})", Cancel);

    private static async Task DrainAsync(Subscription subscription)
    {
        using var none = new CancellationTokenSource();
        var pending = subscription.WaitAsync(none.Token);
        await none.CancelAsync();
        await pending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static async Task<RunningFeed> ListeningAsync(PortalWorld world)
    {
        var worker = world.AddWorker("feed");
        var feed = worker.Get<ChangeFeed>();
        using var watch = feed.Subscribe(ChangeTags.Everything);
        await feed.StartAsync(Cancel);
        // As soon as it hears it says so to everybody.
        await watch.WaitAsync(Cancel).WaitAsync(Timeout, Cancel);
        return new(feed, worker);
    }

    private sealed record RunningFeed(ChangeFeed Feed, PortalWorker Worker) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await Feed.StopAsync(CancellationToken.None);
    }
}
