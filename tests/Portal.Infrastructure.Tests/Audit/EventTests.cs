using Portal.Domain.Audit;
using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Commands;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Tests.Data;
using Portal.Testing.Worlds;

namespace Portal.Infrastructure.Tests.Audit;

/// <summary>Following along: every row once, in whatever order clocks and commits put them.</summary>
public sealed class EventTests(PortalCluster cluster) : WorldTest(cluster)
{
    [Fact]
    public async Task What_commits_late_is_not_left_out_however_early_it_was_written()
    {
        await using var world = await StartAsync();
        await world.StoreServiceAsync(Cancel);
        await using var context = world.Open();
        await using var open = await context.Database.BeginTransactionAsync(Cancel);
        await TellAsync(world, context, "early");
        await using (var later = world.Open())
        {
            await TellAsync(world, later, "late");
        }

        var follower = new Follower(world);
        await follower.ReadAsync();
        Assert.Empty(follower.Read);
        await open.CommitAsync(Cancel);
        while (follower.Read.Count < 2)
        {
            // Another database's transaction may hold the horizon for a moment.
            await follower.ReadAsync();
        }

        Assert.Equal(["early", "late"], follower.Read);
        await follower.ReadAsync();
        Assert.Equal(2, follower.Read.Count);
    }

    [Fact]
    public async Task Rows_of_one_commit_come_in_the_order_in_which_they_were_told_and_page_by_page()
    {
        await using var world = await StartAsync();
        var told = Enumerable.Range(0, 7).Select(number => $"fact-{number}").ToArray();
        await using (var context = world.Open())
        {
            await TellAsync(world, context, told);
        }

        var follower = new Follower(world, pageSize: 3);
        while (follower.Read.Count < told.Length)
        {
            await follower.ReadAsync();
        }

        Assert.Equal(told, follower.Read);
    }

    [Fact]
    public async Task An_empty_page_tells_where_to_go_on()
    {
        await using var world = await StartAsync();
        var queries = world.Get<AuditQueries>();
        var first = await queries.AfterAsync(world.Cast.Tomas, null, null, Cancel);
        var second = await queries.AfterAsync(world.Cast.Tomas, first.Next, null, Cancel);

        Assert.Empty(first.Items);
        Assert.NotNull(first.Next);
        Assert.Equal(first.Next, second.Next);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("MS4xLjAxOWFiMDAwMDAwMDcwMDA4MDAwMDAwMDAwMDAwMDAx")]
    public async Task What_is_no_cursor_of_events_is_refused_in_words(string after)
    {
        await using var world = await StartAsync();
        Assert.Equal(["after"], await WrongFieldsAsync(() => world.Get<AuditQueries>().AfterAsync(world.Cast.Tomas, after, null, Cancel)));
    }

    private static Task TellAsync(PortalWorld world, PortalDbContext context, params string[] actions)
    {
        var changes = new ChangeSet(context, world.Cast.Chen, world.Clock);
        foreach (var action in actions)
        {
            changes.Audit(Subject.Of(SubjectKind.Service, Guid.Empty), new DomainEvent(action, null, null, null));
        }

        return changes.CommitAsync(Cancel);
    }

    private sealed class Follower(PortalWorld world, int? pageSize = null)
    {
        private string? _after;

        public List<string> Read { get; } = [];

        public async Task ReadAsync()
        {
            var page = await world.Get<AuditQueries>().AfterAsync(world.Cast.Tomas, _after, pageSize, Cancel);
            Read.AddRange(page.Items.Select(row => row.Action));
            _after = page.Next;
        }
    }
}
