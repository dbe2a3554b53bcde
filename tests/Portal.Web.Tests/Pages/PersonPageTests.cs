using Portal.Domain.Accounts;
using Portal.Infrastructure.People;
using Portal.Infrastructure.Security;
using Portal.Testing.Worlds;

namespace Portal.Web.Tests.Pages;

public sealed class PersonPageTests(PortalCluster cluster) : PageTest(cluster)
{
    [Fact]
    public async Task A_network_admin_finds_somebody_who_has_left_blocks_them_and_their_open_window_is_signed_out_at_once()
    {
        var token = await World.IssueTokenAsync(Cast.Chen, Cancel);
        var chen = await OpenAsync(Cast.Chen, "/connections");
        chen.Reads("No connection yet");
        var nora = await OpenAsync(Cast.Nora, "/people?search=chen", beside: chen);
        nora.Press("chen");
        nora.Reads("Consumer by hand");
        nora.Reads("A test's");

        nora.Press("Block");
        nora.Reads("every API token of theirs is revoked for good");
        nora.Enter("Reason (kept in the history)", "Left the company");
        nora.Press("Block them");

        nora.Reads("chen is blocked.");
        nora.Reads("Left the company.");
        nora.Reads("Signed in nowhere.");
        chen.Reads("You are signed out. Sign in again to go on.");
        Assert.Null(await World.Get<Identities>().OfTokenAsync(token, Cancel));
        nora.Press("Let in again");
        nora.Reads("chen can sign in again.");
    }

    [Fact]
    public async Task The_last_network_admin_is_told_why_the_role_stays()
    {
        var nils = await World.PersonAsync(Cast.Nils, Cancel);
        await World.Get<PersonCommands>().ChangeRolesAsync(Cast.Nora, nils.Id, null, new([]), Cancel);
        var nora = await OpenAsync(Cast.Nora, "/people/me");
        nora.Press("Change roles");
        nora.Reads("What they may do in the whole portal");
        nora.Choose("Network admin", false);
        nora.Press("Give these roles");

        nora.Reads("You are the last network admin. Make somebody else a network admin first.");
    }

    [Fact]
    public async Task A_role_in_the_whole_portal_counts_at_once_in_the_persons_open_window()
    {
        var chen = await OpenAsync(Cast.Chen, "/connections");
        chen.Reads("No connection yet");
        Assert.False(chen.Has("Operations"));
        var person = await World.PersonAsync(Cast.Chen, Cancel);

        await World.Get<PersonCommands>().ChangeRolesAsync(Cast.Nora, person.Id, null, new(["networkAdmin"]), Cancel);

        chen.Wait(() => Assert.True(chen.Has("Operations")));
    }

    [Fact]
    public async Task Everybody_sees_themselves_ends_their_sessions_and_revokes_their_tokens()
    {
        var token = await World.IssueTokenAsync(Cast.Chen, Cancel);
        var chen = await OpenAsync(Cast.Chen, "/people/me");
        chen.Reads("You, as the portal knows you.");
        chen.Reads(Cast.Chen.Issuer);
        Assert.False(chen.Has("Block"));
        Assert.False(chen.Has("Change roles"));

        chen.Press("Revoke A test's");
        chen.Reads("Whatever uses this token is refused from then on.");
        chen.Press("Revoke it");
        chen.Reads("A test's is revoked.");
        Assert.Null(await World.Get<Identities>().OfTokenAsync(token, Cancel));
        chen.Press("End all sessions");
        chen.Reads("You are signed out in every browser at once");
        chen.Press("End them");
        chen.Reads("You are signed out. Sign in again to go on.");
    }

    [Fact]
    public async Task An_auditor_reads_a_person_and_does_nothing_to_them()
    {
        var chen = await World.PersonAsync(Cast.Chen, Cancel);
        var tomas = await OpenAsync(Cast.Tomas, $"/people/{chen.Id}");
        tomas.Reads("What they may do");
        foreach (var button in new[] { "Block", "End all sessions", "Change roles" })
        {
            Assert.False(tomas.Has(button), button);
        }

        var amara = await OpenAsync(Cast.Amara, $"/people/{chen.Id}");
        amara.Reads("No such person");
    }
}
