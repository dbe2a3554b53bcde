using System.Net;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.People;
using Portal.Infrastructure.Security;
using Portal.Web.Tests.Api;

namespace Portal.Web.Tests.SignIn;

/// <summary>People who come in by the link of an invitation, or are kept out.</summary>
[Collection(HostsOfTheirOwn.Name)]
public sealed class JoinTests(SignInHost host) : IClassFixture<SignInHost>
{
    private static readonly Actor Admin = new("test", "admin", "Ada Admin", [], [PortalRole.NetworkAdmin]);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_opens_the_link_and_signs_in_at_their_provider_has_the_role_and_the_link_works_once()
    {
        host.Let("00u-guest", "Gus Guest");
        host.Let("00u-late", "Lara Late");
        var (team, link) = await InviteAsync("Joiners");
        using var guest = Browser();
        await guest.OpenAsync(link, Cancel);
        Assert.Contains("Join Joiners", guest.Text, StringComparison.Ordinal);
        Assert.Contains("as consumer", guest.Text, StringComparison.Ordinal);
        // Programs that look at links use nothing up.
        await guest.OpenAsync(link, Cancel);

        await guest.OpenAsync(link + "/at/house", Cancel);
        await guest.ChooseAsync("00u-guest", Cancel);

        Assert.Equal($"/teams/{team}", guest.Address.AbsolutePath);
        Assert.True((await host.KnownAsync("00u-guest"))!.Has(team, TeamRole.Consumer));
        using var late = Browser();
        await late.OpenAsync(link, Cancel);
        Assert.Contains("This invitation was used already.", late.Text, StringComparison.Ordinal);
        await late.OpenAsync(link + "/at/house", Cancel);
        Assert.Contains("This invitation was used already.", late.Text, StringComparison.Ordinal);
        Assert.Null(await host.KnownAsync("00u-late"));
    }

    [Fact]
    public async Task Whoever_is_slower_at_the_provider_is_told_that_the_link_was_used()
    {
        host.Let("00u-quick", "Quinn Quick");
        host.Let("00u-slow", "Sam Slow");
        var (_, link) = await InviteAsync("Racers");
        using var slow = Browser();
        await slow.OpenAsync(link + "/at/house", Cancel);
        using var quick = Browser();
        await quick.OpenAsync(link + "/at/house", Cancel);
        await quick.ChooseAsync("00u-quick", Cancel);

        await slow.ChooseAsync("00u-slow", Cancel);

        Assert.Equal("/sign-in", slow.Address.AbsolutePath);
        Assert.Contains("This invitation was used already.", slow.Text, StringComparison.Ordinal);
        Assert.Null(await host.KnownAsync("00u-slow"));
        Assert.Equal(1, await host.HistoryAsync("access.refused", "00u-slow"));
    }

    [Fact]
    public async Task A_link_that_is_none_says_so_keeps_itself_out_of_caches_and_indexes_and_is_in_the_history_without_its_secret()
    {
        var forged = "/join/" + new string('x', 43);
        using var client = new HttpClient { BaseAddress = host.Address };
        using var reply = await client.GetAsync(new Uri(forged, UriKind.Relative), Cancel);

        Assert.Equal(HttpStatusCode.Gone, reply.StatusCode);
        Assert.Contains("This is no invitation of this portal", await reply.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal("no-referrer", reply.Headers.GetValues("Referrer-Policy").Single());
        Assert.True(reply.Headers.CacheControl!.NoStore);
        Assert.Contains("noindex", reply.Headers.GetValues("X-Robots-Tag").Single(), StringComparison.Ordinal);
        await using var context = PortalDatabase.Open(host.Database);
        var rows = await context.AuditRows.Where(row => row.Action == "access.refused" && row.SubjectId == "portal/invitation").ToListAsync(Cancel);
        Assert.NotEmpty(rows);
        Assert.DoesNotContain(rows, row => System.Text.Encoding.UTF8.GetString(row.Bytes).Contains("xxxx", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whoever_is_blocked_is_told_so_at_the_door_and_nothing_of_them_goes_on()
    {
        host.Let("00u-blocked", "Bo Blocked", "storefront");
        using var bo = Browser();
        await bo.SignInAsync("00u-blocked", Cancel);
        Assert.Equal("/connections", bo.Address.AbsolutePath);
        using var fay = Browser();
        await fay.SignInAsync(SignInHost.First, Cancel);
        var person = await PersonAsync("00u-blocked");
        await host.Get<PersonCommands>().BlockAsync((await host.KnownAsync(SignInHost.First))!, person.Id, null, new("Left"), null, Cancel);

        await bo.OpenAsync("/connections", Cancel);
        Assert.Equal("/sign-in", bo.Address.AbsolutePath);
        await bo.SignInAsync("00u-blocked", Cancel);

        Assert.Contains("has blocked you", bo.Text, StringComparison.Ordinal);
        Assert.Equal(1, await host.HistoryAsync("session.refused", "00u-blocked"));
    }

    private SignInBrowser Browser() => new(host.Address);

    private async Task<Person> PersonAsync(string subject)
    {
        await using var context = PortalDatabase.Open(host.Database);
        return await context.People.AsNoTracking().SingleAsync(person => person.Subject == subject, Cancel);
    }

    private async Task<(Guid Team, string Link)> InviteAsync(string team)
    {
        var made = await host.Get<TeamCommands>().MakeAsync(Admin, new(team), null, Cancel);
        var invitation = await host.Get<InvitationCommands>().MakeAsync(Admin, new(made.Id, ["consumer"], "A guest", null), null, Cancel);
        return (made.Id, $"/join/{invitation.Secret}");
    }
}
