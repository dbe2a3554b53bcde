using Portal.Domain.Accounts;
using Portal.Testing.Worlds;

namespace Portal.Web.Tests.SignIn;

public sealed class SignInTests(PortalCluster cluster) : IAsyncLifetime
{
    private readonly SignInHost _host = new(cluster);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Whoever_the_provider_vouches_for_is_signed_in_with_what_their_groups_let_them_do_and_comes_to_the_page_they_wanted()
    {
        using var chen = Browser();
        await chen.OpenAsync("/connections", Cancel);
        Assert.Contains("Sign in with House", chen.Text, StringComparison.Ordinal);

        await chen.SignInAsync(SignInHost.Consumer, Cancel);

        Assert.Equal("/connections", chen.Address.AbsolutePath);
        var known = (await _host.KnownAsync(SignInHost.Consumer))!;
        Assert.Equal("ChenWei", known.Name);
        Assert.Equal([TeamRole.Consumer], Assert.Single(known.Memberships).Roles);
        Assert.Empty(known.PortalRoles);
        Assert.Single(await _host.HistoryAsync("session.sign-in"));
        Assert.DoesNotContain(chen.Cookies, cookie => cookie.Contains("nonce", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Groups_are_those_of_their_own_provider_and_whoever_has_none_that_counts_is_told_who_they_are_and_remains_unknown()
    {
        using var sam = Browser();

        await sam.SignInAsync(SignInHost.NoGroups, Cancel);

        Assert.Contains("nothing in this portal is yours to do", sam.Text, StringComparison.Ordinal);
        Assert.Contains(SignInHost.NoGroups, sam.Text, StringComparison.Ordinal);
        Assert.Contains(_host.Provider.Authority.ToString(), sam.Text, StringComparison.Ordinal);
        Assert.Null(await _host.KnownAsync(SignInHost.NoGroups));
        Assert.EndsWith(SignInHost.NoGroups, Assert.Single(await _host.HistoryAsync("session.refused")), StringComparison.Ordinal);
        await sam.OpenAsync("/connections", Cancel);
        Assert.Equal("/sign-in", sam.Address.AbsolutePath);
    }

    [Fact]
    public async Task The_first_admin_is_a_network_admin_without_any_group()
    {
        using var fay = Browser();

        await fay.SignInAsync(SignInHost.First, Cancel);

        Assert.Equal("/connections", fay.Address.AbsolutePath);
        Assert.True((await _host.KnownAsync(SignInHost.First))!.IsNetworkAdmin);
    }

    [Fact]
    public async Task What_groups_gave_ends_with_them_at_the_next_sign_in_and_whoever_may_do_nothing_any_more_is_turned_away()
    {
        using var chen = Browser();
        await chen.SignInAsync(SignInHost.Consumer, Cancel);
        _host.People[0] = _host.People[0] with { Groups = ["network"] };

        await chen.SignInAsync(SignInHost.Consumer, Cancel);

        var known = (await _host.KnownAsync(SignInHost.Consumer))!;
        Assert.True(known.IsNetworkAdmin);
        Assert.Empty(known.Memberships);

        _host.People[0] = _host.People[0] with { Groups = [] };
        using var elsewhere = Browser();
        await elsewhere.SignInAsync(SignInHost.Consumer, Cancel);

        Assert.Contains("nothing in this portal is yours to do", elsewhere.Text, StringComparison.Ordinal);
        Assert.False((await _host.KnownAsync(SignInHost.Consumer))!.IsNetworkAdmin);
        await chen.OpenAsync("/connections", Cancel);
        Assert.Equal("/sign-in", chen.Address.AbsolutePath);
        Assert.Equal(3, (await _host.HistoryAsync("person.roles-by-groups")).Count);
    }

    [Fact]
    public async Task Whoever_cancels_at_the_provider_is_told_and_nothing_is_stored()
    {
        using var chen = Browser();

        await chen.SignInAsync("", Cancel);

        Assert.Contains("House did not sign you in", chen.Text, StringComparison.Ordinal);
        Assert.Null(await _host.KnownAsync(SignInHost.Consumer));
        Assert.Single(await _host.HistoryAsync("access.refused"));
    }

    [Theory]
    [InlineData("/sign-in/house/callback?code=forged&state=forged")]
    [InlineData("/sign-in/house/callback?code=forged")]
    [InlineData("/sign-in/house/callback")]
    public async Task An_answer_that_this_browser_did_not_ask_for_signs_nobody_in(string answer)
    {
        using var browser = Browser();

        await browser.OpenAsync(answer, Cancel);

        Assert.Equal("/sign-in", browser.Address.AbsolutePath);
        Assert.Contains("could not be trusted", browser.Text, StringComparison.Ordinal);
        Assert.Single(await _host.HistoryAsync("access.refused"));
    }

    [Fact]
    public async Task An_answer_that_another_browser_asked_for_signs_nobody_in()
    {
        using var chen = Browser();
        using var victim = Browser();
        await victim.OpenAsync("/sign-in/at/house", Cancel);
        await chen.OpenAsync("/sign-in/at/house", Cancel);
        var asked = chen.Address;

        await victim.OpenAsync(asked.ToString(), Cancel);
        await victim.ChooseAsync(SignInHost.Consumer, Cancel);

        Assert.Contains("could not be trusted", victim.Text, StringComparison.Ordinal);
        Assert.Null(await _host.KnownAsync(SignInHost.Consumer));
    }

    [Fact]
    public async Task A_provider_that_is_down_is_said_so_and_the_others_go_on()
    {
        using var chen = Browser();

        await chen.OpenAsync("/sign-in/at/gone", Cancel);

        Assert.Contains("Gone does not answer", chen.Text, StringComparison.Ordinal);
        await chen.SignInAsync(SignInHost.Consumer, Cancel);
        Assert.Equal("/connections", chen.Address.AbsolutePath);
    }

    [Fact]
    public async Task Nobody_else_puts_words_on_the_sign_in_page_or_leads_away_from_the_portal()
    {
        using var chen = Browser();

        await chen.OpenAsync("/sign-in?problem=call%20this%20number", Cancel);
        Assert.DoesNotContain("call this number", chen.Text, StringComparison.Ordinal);

        await chen.SignInAsync(SignInHost.Consumer, Cancel, "https://evil.example/");
        Assert.Equal(_host.Address.Authority, chen.Address.Authority);
    }

    [Fact]
    public async Task Signing_out_ends_the_session()
    {
        using var nora = Browser();
        await nora.SignInAsync(SignInHost.Admin, Cancel);

        await nora.SignOutAsync(Cancel);

        await nora.OpenAsync("/connections", Cancel);
        Assert.Equal("/sign-in", nora.Address.AbsolutePath);
        Assert.Single(await _host.HistoryAsync("session.sign-out"));
    }

    private SignInBrowser Browser() => new(_host.Address);
}
