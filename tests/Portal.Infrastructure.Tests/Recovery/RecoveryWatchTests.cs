using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Accounts;
using Portal.Infrastructure.Recovery;
using Portal.Infrastructure.Security;
using Portal.Infrastructure.Tests.Data;
using Portal.Testing;
using Portal.Testing.Worlds;

namespace Portal.Infrastructure.Tests.Recovery;

/// <summary>A database that lacks what was noted outside of it is older than what was done by it.</summary>
public sealed class RecoveryWatchTests(PortalCluster cluster) : WorldTest(cluster), IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_database_that_has_all_that_was_noted_is_worked_with()
    {
        await using var world = await StartAsync();
        await WriteHistoryAsync(world);
        await CompareAsync(world, "one.json");
        await WriteHistoryAsync(world);

        await CompareAsync(world, "one.json");

        Assert.Null(await StateAsync(world));
    }

    [Fact]
    public async Task One_that_lacks_the_last_line_is_only_observed_until_somebody_confirms_and_then_what_every_host_had_noted_counts_no_more()
    {
        await using var world = await StartAsync();
        await WriteHistoryAsync(world);
        await CompareAsync(world, "one.json");
        await CompareAsync(world, "two.json");
        await RestoreAsync(world);

        await CompareAsync(world, "one.json");
        await CompareAsync(world, "two.json");

        Assert.Contains("this database lacks its last line", (await StateAsync(world))!.Cause, StringComparison.Ordinal);
        await world.Get<RecoveryCommands>().EndAsync(world.Cast.Nora, Cancel);
        await CompareAsync(world, "one.json");
        await CompareAsync(world, "two.json");
        Assert.Null(await StateAsync(world));
    }

    [Fact]
    public async Task A_second_restoring_after_a_confirmation_is_noticed_again()
    {
        await using var world = await StartAsync();
        await WriteHistoryAsync(world);
        await CompareAsync(world, "one.json");
        await RestoreAsync(world);
        await CompareAsync(world, "one.json");
        await world.Get<RecoveryCommands>().EndAsync(world.Cast.Nora, Cancel);
        await CompareAsync(world, "one.json");
        await RestoreAsync(world);

        await CompareAsync(world, "one.json");

        Assert.NotNull(await StateAsync(world));
    }

    [Fact]
    public async Task A_disk_that_takes_no_note_stops_nobodys_work()
    {
        await using var world = await StartAsync();
        await WriteHistoryAsync(world);

        await CompareAsync(world, "no-such-folder/one.json");

        Assert.Null(await StateAsync(world));
    }

    [Fact]
    public async Task Another_portals_note_says_nothing()
    {
        await using var world = await StartAsync();
        await new HighWater(Guid.CreateVersion7(), DateTimeOffset.UnixEpoch, Guid.CreateVersion7(), DateTimeOffset.UnixEpoch)
            .WriteAsync(_folder["one.json"], Cancel);

        await CompareAsync(world, "one.json");

        Assert.Null(await StateAsync(world));
    }

    [Theory]
    [InlineData("half a note {")]
    [InlineData("")]
    public async Task A_note_that_cannot_be_read_could_have_said_anything(string note)
    {
        await using var world = await StartAsync();
        await File.WriteAllTextAsync(_folder["one.json"], note, Cancel);

        await CompareAsync(world, "one.json");

        Assert.Contains("could not be read", (await StateAsync(world))!.Cause, StringComparison.Ordinal);
    }

    private async Task CompareAsync(PortalWorld world, string note)
    {
        using var watch = ActivatorUtilities.CreateInstance<RecoveryWatch>(world.Get<IServiceProvider>(), _folder[note]);
        await watch.CompareAsync(Cancel);
    }

    private static Task<RecoveryState?> StateAsync(PortalWorld world) => world.Get<RecoveryGate>().AskAnewAsync(Cancel);

    private static Task WriteHistoryAsync(PortalWorld world) =>
        world.Get<RefusalLog>().WriteAsync(Actor.System("a test"), "a page", "For a test.", Cancel);

    /// <summary>As from a backup that was made before the last line was written.</summary>
    private static async Task RestoreAsync(PortalWorld world)
    {
        await using var context = world.Open();
        await context.Database.ExecuteSqlAsync($"delete from audit_row where id = (select id from audit_row order by at desc, id desc limit 1)", Cancel);
    }
}
