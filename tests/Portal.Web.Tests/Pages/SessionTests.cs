using Portal.Domain.Connections;
using Portal.Infrastructure.Data;
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
    public async Task A_session_ends_by_itself_and_the_open_page_leads_to_sign_in()
    {
        var id = await World.RequestAsync(await World.StoreServiceAsync(Cancel), Cancel);
        var chen = await OpenAsync(Cast.Chen, $"/connections/{id}");
        chen.Reads("Awaiting approval");

        World.Clock.Advance(Session.Life);
        await World.DecideAsync(id, Cast.Nora, "approve", Cancel);

        chen.Reads("You are signed out. Sign in again to go on.");
        Assert.True(chen.Has("Sign in"));
        Assert.DoesNotContain("Awaiting approval", chen.Text, StringComparison.Ordinal);
    }
}
