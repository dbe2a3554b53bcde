using Microsoft.EntityFrameworkCore;
using Portal.Domain.Connections;
using Portal.Infrastructure.Security;
using Portal.Testing.Worlds;

namespace Portal.Web.Tests.Pages;

public sealed class SessionTests(PortalCluster cluster) : PageTest(cluster)
{
    [Fact]
    public async Task Whoever_signs_out_in_one_window_does_nothing_in_another_any_more()
    {
        var id = await World.RequestAsync(await World.StoreServiceAsync(Cancel), Cancel);
        var chen = await OpenAsync(Cast.Chen, $"/connections/{id}");
        chen.Press("Withdraw");
        chen.Reads("nothing is made in AWS");

        await chen.SignOutElsewhereAsync(Cancel);
        chen.Press("Withdraw it");

        chen.Reads("You are signed out. Sign in again to go on.");
        Assert.Equal(ConnectionStage.AwaitingApproval, (await World.ConnectionAsync(id, Cancel)).Stage);
    }

    [Fact]
    public async Task Signing_out_in_one_window_takes_what_another_shows_off_the_screen_at_once()
    {
        var id = await World.RequestAsync(await World.StoreServiceAsync(Cancel), Cancel);
        var chen = await OpenAsync(Cast.Chen, $"/connections/{id}");
        chen.Reads("Awaiting approval");

        // Neither the connection changes nor does the clock move: what is heard is the end of the session alone.
        await chen.SignOutElsewhereAsync(Cancel);

        chen.Reads("You are signed out. Sign in again to go on.");
        Assert.DoesNotContain("Awaiting approval", chen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_that_is_used_lives_longer_than_one_that_is_not_and_none_lives_for_ever()
    {
        var id = await World.RequestAsync(await World.StoreServiceAsync(Cancel), Cancel);
        var chen = await OpenAsync(Cast.Chen, $"/connections/{id}");
        var limits = new SessionLifetime();
        var (pause, life) = (limits.Idle / 2, limits.Life);
        for (var alive = pause; alive < life; alive += pause)
        {
            World.Clock.Advance(pause);
            var now = World.Clock.GetUtcNow();
            chen.Open($"/connections/{id}?after={alive.TotalHours}");
            await UsedAsync(now);
            chen.Reads("Awaiting approval");
        }

        World.Clock.Advance(pause);
        chen.Open("/connections");
        chen.Reads("You are signed out. Sign in again to go on.");
    }

    [Fact]
    public async Task A_session_ends_by_itself_and_the_open_page_leads_to_sign_in()
    {
        var id = await World.RequestAsync(await World.StoreServiceAsync(Cancel), Cancel);
        var chen = await OpenAsync(Cast.Chen, $"/connections/{id}");
        chen.Reads("Awaiting approval");

        World.Clock.Advance(new SessionLifetime().Idle);
        await World.DecideAsync(id, Cast.Nora, "approve", Cancel);

        chen.Reads("You are signed out. Sign in again to go on.");
        Assert.True(chen.Has("Sign in"));
        Assert.DoesNotContain("Awaiting approval", chen.Text, StringComparison.Ordinal);
    }

    private async Task UsedAsync(DateTimeOffset since)
    {
        await using var context = World.Open();
        while (!await context.Sessions.AnyAsync(session => session.UsedAt >= since, Cancel))
        {
            await Task.Delay(20, Cancel);
        }
    }
}
