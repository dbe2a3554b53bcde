using Portal.Domain.Accounts;
using Portal.Web.Tests.Api;

namespace Portal.Web.Tests.SignIn;

[Collection(HostsOfTheirOwn.Name)]
public sealed class SignInTests(SignInHost host) : IClassFixture<SignInHost>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_the_provider_vouches_for_is_signed_in_with_what_their_groups_let_them_do_and_comes_to_the_page_they_wanted()
    {
        host.Let("00u-chen", "Chen\r\n\u202eWei", "storefront", "everybody");
        using var chen = Browser();
        await chen.OpenAsync("/connections", Cancel);
        Assert.Contains("Sign in with House", chen.Text, StringComparison.Ordinal);

        await chen.SignInAsync("00u-chen", Cancel);

        Assert.Equal("/connections", chen.Address.AbsolutePath);
        var known = (await host.KnownAsync("00u-chen"))!;
        Assert.Equal("ChenWei", known.Name);
        Assert.Equal([TeamRole.Consumer], Assert.Single(known.Memberships).Roles);
        Assert.Empty(known.PortalRoles);
        Assert.Equal(1, await host.HistoryAsync("session.sign-in", "00u-chen"));
        Assert.DoesNotContain(chen.Cookies, cookie => cookie.Contains("nonce", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Groups_are_those_of_their_own_provider_and_whoever_has_none_that_counts_is_told_who_they_are_and_remains_unknown()
    {
        host.Let("00u-sam", "Sam Okafor", "office");
        using var sam = Browser();

        await sam.SignInAsync("00u-sam", Cancel);

        Assert.Contains("nothing in this portal is yours to do", sam.Text, StringComparison.Ordinal);
        Assert.Contains("00u-sam", sam.Text, StringComparison.Ordinal);
        Assert.Contains(host.Provider.Authority.ToString(), sam.Text, StringComparison.Ordinal);
        Assert.Null(await host.KnownAsync("00u-sam"));
        Assert.Equal(1, await host.HistoryAsync("session.refused", "00u-sam"));
        await sam.OpenAsync("/connections", Cancel);
        Assert.Equal("/sign-in", sam.Address.AbsolutePath);
    }

    [Fact]
    public async Task The_first_admin_is_a_network_admin_without_any_group()
    {
        using var fay = Browser();

        await fay.SignInAsync(SignInHost.First, Cancel);

        Assert.Equal("/connections", fay.Address.AbsolutePath);
        Assert.True((await host.KnownAsync(SignInHost.First))!.IsNetworkAdmin);
    }

    [Fact]
    public async Task What_groups_gave_ends_with_them_at_the_next_sign_in_and_whoever_may_do_nothing_any_more_is_turned_away()
    {
        host.Let("00u-mover", "Mo Mover", "storefront");
        using var mover = Browser();
        await mover.SignInAsync("00u-mover", Cancel);
        host.Let("00u-mover", "Mo Mover", "network");

        await mover.SignInAsync("00u-mover", Cancel);

        var known = (await host.KnownAsync("00u-mover"))!;
        Assert.True(known.IsNetworkAdmin);
        Assert.Empty(known.Memberships);

        host.Let("00u-mover", "Mo Mover");
        using var elsewhere = Browser();
        await elsewhere.SignInAsync("00u-mover", Cancel);

        Assert.Contains("nothing in this portal is yours to do", elsewhere.Text, StringComparison.Ordinal);
        Assert.False((await host.KnownAsync("00u-mover"))!.IsNetworkAdmin);
        await mover.OpenAsync("/connections", Cancel);
        Assert.Equal("/sign-in", mover.Address.AbsolutePath);
        Assert.Equal(3, await host.HistoryAsync("person.roles-by-groups", "00u-mover"));
    }

    [Fact]
    public async Task Whoever_cancels_at_the_provider_is_told_and_nothing_is_stored()
    {
        var before = await host.HistoryAsync("access.refused", "sign-in");
        using var chen = Browser();

        await chen.SignInAsync("", Cancel);

        Assert.Contains("House did not sign you in", chen.Text, StringComparison.Ordinal);
        Assert.Equal(before + 1, await host.HistoryAsync("access.refused", "sign-in"));
    }

    [Theory]
    [InlineData("/sign-in/house/callback?code=forged&state=forged")]
    [InlineData("/sign-in/house/callback?code=forged")]
    [InlineData("/sign-in/house/callback")]
    public async Task An_answer_that_this_browser_did_not_ask_for_signs_nobody_in(string answer)
    {
        var before = await host.HistoryAsync("access.refused", "sign-in");
        using var browser = Browser();

        await browser.OpenAsync(answer, Cancel);

        Assert.Equal("/sign-in", browser.Address.AbsolutePath);
        Assert.Contains("could not be trusted", browser.Text, StringComparison.Ordinal);
        Assert.Equal(before + 1, await host.HistoryAsync("access.refused", "sign-in"));
    }

    [Fact]
    public async Task An_answer_that_another_browser_asked_for_signs_nobody_in()
    {
        host.Let("00u-victim", "Vic Victim", "storefront");
        using var chen = Browser();
        using var victim = Browser();
        await victim.OpenAsync("/sign-in/at/house", Cancel);
        await chen.OpenAsync("/sign-in/at/house", Cancel);
        var asked = chen.Address;

        await victim.OpenAsync(asked.ToString(), Cancel);
        await victim.ChooseAsync("00u-victim", Cancel);

        Assert.Contains("could not be trusted", victim.Text, StringComparison.Ordinal);
        Assert.Null(await host.KnownAsync("00u-victim"));
    }

    [Fact]
    public async Task A_provider_that_is_down_is_said_so_and_the_others_go_on()
    {
        host.Let("00u-amara", "Amara Diallo", "storefront");
        using var chen = Browser();

        await chen.OpenAsync("/sign-in/at/gone", Cancel);

        Assert.Contains("Gone does not answer", chen.Text, StringComparison.Ordinal);
        await chen.SignInAsync("00u-amara", Cancel);
        Assert.Equal("/connections", chen.Address.AbsolutePath);
    }

    [Fact]
    public async Task Nobody_else_puts_words_on_the_sign_in_page_or_leads_away_from_the_portal()
    {
        host.Let("00u-amara", "Amara Diallo", "storefront");
        using var chen = Browser();

        await chen.OpenAsync("/sign-in?problem=call%20this%20number", Cancel);
        Assert.DoesNotContain("call this number", chen.Text, StringComparison.Ordinal);

        await chen.SignInAsync("00u-amara", Cancel, "https://evil.example/");
        Assert.Equal(host.Address.Authority, chen.Address.Authority);
    }

    [Fact]
    public async Task Signing_out_ends_the_session()
    {
        host.Let("00u-nora", "Nora Lindqvist", "network");
        using var nora = Browser();
        await nora.SignInAsync("00u-nora", Cancel);

        await nora.SignOutAsync(Cancel);

        await nora.OpenAsync("/connections", Cancel);
        Assert.Equal("/sign-in", nora.Address.AbsolutePath);
        Assert.Equal(1, await host.HistoryAsync("session.sign-out", "00u-nora"));
    }

    private SignInBrowser Browser() => new(host.Address);
}
