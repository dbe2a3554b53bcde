using Portal.Domain;
using Portal.Infrastructure.Lists;
using Portal.Infrastructure.Tests.Data;
using Portal.Testing.Worlds;

namespace Portal.Infrastructure.Tests.Lists;

public sealed class ListChoicesTests(PortalCluster cluster) : WorldTest(cluster)
{
    [Fact]
    public async Task What_somebody_chose_last_for_a_list_is_kept_for_them_and_for_that_list_alone()
    {
        await using var world = await StartAsync();
        var choices = world.Get<ListChoices>();
        await choices.KeepAsync(world.Cast.Chen, "connections", new("oldest", "stage,vpc", "compact", "?stage=available"), Cancel);
        await choices.KeepAsync(world.Cast.Chen, "connections", new("ends", null, "compact", null), Cancel);

        Assert.Equal(new("ends", null, "compact", null), await choices.ReadAsync(world.Cast.Chen, "connections", Cancel));
        Assert.Equal(ListChoice.None, await choices.ReadAsync(world.Cast.Chen, "services", Cancel));
        Assert.Equal(ListChoice.None, await choices.ReadAsync(world.Cast.Priya, "connections", Cancel));
    }

    [Fact]
    public async Task Two_windows_that_choose_at_once_both_get_through()
    {
        await using var world = await StartAsync();
        var choices = world.Get<ListChoices>();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(number =>
            choices.KeepAsync(world.Cast.Chen, "connections", new(Density: number % 2 == 0 ? "compact" : null), Cancel)));

        Assert.Contains((await choices.ReadAsync(world.Cast.Chen, "connections", Cancel)).Density, new[] { "compact", null });
    }

    [Fact]
    public async Task What_nobody_can_have_chosen_is_refused()
    {
        await using var world = await StartAsync();

        await Assert.ThrowsAsync<InvalidInputException>(() =>
            world.Get<ListChoices>().KeepAsync(world.Cast.Chen, "connections", new(Filters: new string('x', 2_001)), Cancel));
        await Assert.ThrowsAsync<InvalidInputException>(() =>
            world.Get<ListChoices>().KeepAsync(world.Cast.Chen, "connections", new(Columns: "a\0b"), Cancel));
    }
}
