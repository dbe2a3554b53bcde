using Microsoft.EntityFrameworkCore;
using Portal.Domain.Connections;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Connections;
using Portal.Testing.Worlds;

namespace Portal.Infrastructure.Tests.Data;

/// <summary>A newer version of the portal works beside this one, and has stored what this one does not know.</summary>
public sealed class NewerVersionTests(PortalCluster cluster) : WorldTest(cluster)
{
    public static TheoryData<string> Enums => [.. StoredColumns.Enums];

    [Theory]
    [MemberData(nameof(Enums))]
    public void A_word_that_only_a_newer_version_has_is_read_as_unknown_and_never_written(string column)
    {
        var (type, read, write) = StoredColumns.Conversion(column);

        Assert.Equal("Unknown", read("FromNewerVersion")?.ToString());
        Assert.All(Enum.GetNames(type).Where(name => name != "Unknown"), name => Assert.Equal(name, write(read(name))));
        // Where nobody knows is something to be stored, too, it is one of the words.
        if (column == "attempt.outcome")
        {
            Assert.Equal("Unknown", write(read("Unknown")));
        }
        else
        {
            Assert.Throws<InvalidOperationException>(() => write(Enum.ToObject(type, -1)));
        }
    }

    [Fact]
    public void Of_every_column_of_bytes_it_is_decided_whether_it_is_a_document() => Assert.Empty(StoredColumns.Undecided);

    [Theory]
    [InlineData("stage", "'Quarantined'", "Quarantined")]
    [InlineData("spec", "spec || '{\"newer\":1}'", "\"newer\": 1")]
    [InlineData("tags", "'[\"a\"]'", "\"a\"")]
    public async Task A_change_of_something_else_leaves_what_this_version_cannot_read_as_it_is(string column, string foreign, string text)
    {
        await using var world = await StartAsync();
        var id = await world.RequestAsync(await world.StoreServiceAsync(Cancel), Cancel);
        await world.WriteAsync($"update connection set {column} = {foreign}", Cancel);
        var before = await StoredAsync(world, column);
        Assert.Contains(text, before, StringComparison.Ordinal);

        await using (var context = world.Open())
        {
            var connection = await context.Connections.SingleAsync(Cancel);
            context.Entry(connection).Property(one => one.ExternalReference).CurrentValue = "changed";
            Assert.Equal(1, await context.SaveChangesAsync(Cancel));
            context.Entry(connection).Property(one => one.Stage).IsModified = column == "stage";
            context.Entry(connection).Property(one => one.Spec).IsModified = column == "spec";
            context.Entry(connection).Property(one => one.Tags).IsModified = column == "tags";
            await Assert.ThrowsAnyAsync<Exception>(() => context.SaveChangesAsync(Cancel));
        }

        Assert.Equal(before, await StoredAsync(world, column));
        var seen = await world.Get<ConnectionQueries>().GetAsync(world.Cast.Chen, id, Cancel);
        Assert.Equal("changed", seen.ExternalReference);
        Assert.Contains(text, seen.Unreadable?.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_unknown_stages_can_be_listed_and_no_other_list_has_them()
    {
        await using var world = await StartAsync();
        var service = await world.StoreServiceAsync(Cancel);
        var (foreign, known) = (await world.RequestAsync(service, Cancel), await world.RequestAsync(service, Cancel, Inputs.Staging(world.Seed, service)));
        await world.WriteAsync($"update connection set stage = 'Quarantined' where id = '{foreign}'", Cancel);
        var queries = world.Get<ConnectionQueries>();

        foreach (var who in new[] { world.Cast.Chen, world.Cast.Priya, world.Cast.Nora })
        {
            Assert.Equal(
                [foreign],
                (await queries.ListAsync(who, ConnectionFilter.At(ConnectionStage.Unknown), null, null, Cancel)).Items.Select(item => item.Id));
            Assert.Equal(
                [known],
                (await queries.ListAsync(who, ConnectionFilter.At(ConnectionStage.AwaitingApproval), null, null, Cancel)).Items.Select(item => item.Id));
            var first = await queries.ListAsync(who, null, null, 1, Cancel);
            Assert.Equal([known, foreign], first.Items.Concat((await queries.ListAsync(who, null, first.Next, 1, Cancel)).Items).Select(item => item.Id));
        }

        var counts = Assert.Single(await queries.CountAsync(world.Cast.Priya, [service], Cancel)).Value;
        Assert.Equal(new ConnectionCounts(0, 1, 1), counts);
    }

    [Fact]
    public async Task A_reader_of_the_other_side_is_told_of_a_foreign_stage_and_not_shown_a_foreign_spec()
    {
        await using var world = await StartAsync();
        var id = await world.RequestAsync(await world.StoreServiceAsync(Cancel), Cancel);
        await world.WriteAsync("update connection set spec = spec || '{\"newer\":1}'", Cancel);

        var seen = await world.Get<ConnectionQueries>().GetAsync(world.Cast.Priya, id, Cancel);

        Assert.Equal(new UnreadablePart("specification", null), seen.Unreadable);
        Assert.Equal(Domain.Provisioning.Party.Operator, seen.Blocked?.Owner);
    }

    private static async Task<string> StoredAsync(PortalWorld world, string column) =>
        (await world.ReadAsync($"select {column}::text from connection", Cancel))!;
}
