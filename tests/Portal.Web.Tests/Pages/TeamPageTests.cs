using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Infrastructure.People;
using Portal.Infrastructure.Security;
using Portal.Testing.Worlds;

namespace Portal.Web.Tests.Pages;

public sealed class TeamPageTests(PortalCluster cluster) : PageTest(cluster)
{
    [Fact]
    public async Task A_network_admin_makes_a_team_renames_it_and_closes_it()
    {
        var nora = await OpenAsync(Cast.Nora, "/teams");
        nora.Reads("Storefront");
        nora.Press("Make a team");
        nora.Reads("Make it");
        nora.Enter("Name", "Storefront");
        nora.Press("Make it");
        nora.Reads("Another team has this name.");
        nora.Enter("Name", "Research");
        nora.Press("Make it");

        nora.Reads("Nobody is in this team yet.");
        Assert.Equal("Research", nora.Heading);
        nora.Press("Rename");
        nora.Reads("Keep the name");
        nora.Enter("Name", "Science");
        nora.Press("Rename it");
        nora.Reads("Team renamed");
        Assert.Equal("Science", nora.Heading);
        nora.Press("Close the team");
        nora.Reads("Its members leave it at once");
        nora.Press("Close it");
        nora.Reads("Science is closed.");
        nora.Reads("Open it again");
        nora.Open("/teams?state=Closed");
        nora.Reads("Science");
        nora.ReadsNot("Storefront");
    }

    [Fact]
    public async Task A_role_that_is_given_and_taken_counts_at_once_in_the_persons_open_window()
    {
        var viktor = await OpenAsync(Cast.Viktor, "/teams");
        viktor.Reads("Quarry Databases");
        viktor.ReadsNot("Storefront");
        var nora = await OpenAsync(Cast.Nora, $"/teams/{Cast.Storefront.Id}", beside: viktor);
        nora.Reads("chen");

        var person = await World.PersonAsync(Cast.Viktor, Cancel);
        await World.Get<MemberCommands>().AddAsync(Cast.Nora, Cast.Storefront.Id, new(person.Id, ["consumer"]), null, Cancel);
        viktor.Reads("Storefront");
        nora.Reads("viktor");

        nora.Press("Remove viktor");
        nora.Reads("does and sees nothing for the team any more");
        nora.Press("Remove them");
        nora.Reads("viktor is not in Storefront any more.");
        viktor.ReadsNot("Storefront");
    }

    [Fact]
    public async Task A_member_is_given_other_roles_and_where_each_comes_from_is_shown()
    {
        await World.WriteAsync("update membership set group_roles = '{Provider}' where subject = 'chen'", Cancel);
        var nora = await OpenAsync(Cast.Nora, $"/teams/{Cast.Storefront.Id}");
        nora.Reads("Consumer by hand");
        nora.Reads("Provider by group");

        nora.Press("Change the roles of chen");
        nora.Reads("By a group at their identity provider they have also: Provider.");
        nora.Choose("Consumer", false);
        nora.Press("Give these roles");
        nora.Reads("Choose at least one role, or remove the person from the team.");
        nora.Choose("Provider");
        nora.Press("Give these roles");

        nora.Reads("Provider by hand and by group");
        nora.ReadsNot("Consumer by hand");
        nora.Reads("Roles for a team changed");
    }

    [Fact]
    public async Task A_network_admin_invites_sees_the_link_once_and_withdraws_it()
    {
        var nora = await OpenAsync(Cast.Nora, $"/teams/{Cast.Storefront.Id}");
        nora.Reads("Nobody is invited at the moment.");
        nora.Press("Invite");
        nora.Reads("Whom is it for?");
        nora.Press("Make the link");
        nora.Reads("Enter whom the invitation is for.");
        nora.Enter("Whom is it for?", "Mara");
        nora.Choose("Consumer");
        nora.Press("Make the link");
        nora.Reads("Copy the link now: it is not shown again.");
        var link = System.Text.RegularExpressions.Regex.Match(nora.Text, "/join/([A-Za-z0-9_-]{43})").Groups[1].Value;
        Assert.Equal("Mara", (await World.Get<InvitationQueries>().OpenAsync(link, Cancel)).Guest);
        nora.Press("I have copied it");

        nora.ReadsNot(link);
        nora.Press("Withdraw the invitation for Mara");
        nora.Reads("The invitation for Mara is withdrawn.");
        await Assert.ThrowsAsync<InvitationRefusedException>(() => World.Get<InvitationQueries>().OpenAsync(link, Cancel));
        nora.Open("/invitations");
        nora.Reads("No open invitation");
        nora.Open("/invitations?state=All");
        nora.Reads("Withdrawn");
    }

    [Fact]
    public async Task Members_read_their_own_team_and_change_nothing_and_others_learn_nothing_of_it()
    {
        var chen = await OpenAsync(Cast.Chen, $"/teams/{Cast.Storefront.Id}");
        chen.Reads("chen");
        foreach (var button in new[] { "Add a member", "Invite", "Rename", "Close the team", "Remove chen" })
        {
            Assert.False(chen.Has(button), button);
        }

        var amara = await OpenAsync(Cast.Amara, $"/teams/{Cast.Storefront.Id}");
        amara.Reads("No such team");
        amara.ReadsNot("chen");
        var tomas = await OpenAsync(Cast.Tomas, $"/teams/{Cast.Storefront.Id}");
        tomas.Reads("chen");
        Assert.False(tomas.Has("Add a member"));
        amara.Open("/invitations");
        amara.Reads("Only network admins and auditors see invitations.");
        amara.Open("/people");
        amara.Reads("Only network admins and auditors see the people of the portal.");
    }

    [Fact]
    public async Task A_network_admin_lets_another_team_connect_from_an_account_and_takes_it_away()
    {
        var account = World.Seed.Account("storefront-prod").AccountId;
        var nora = await OpenAsync(Cast.Nora, $"/accounts/{account}/access");
        nora.Reads("Only the account's own team requests connections from it.");
        nora.Press("Let a team connect");
        nora.Reads("From which VPCs");
        nora.Press("Let it connect");
        nora.Reads("Choose the team that may request connections from the account.");
        nora.Pick("Team", "Analytics");
        nora.Choose("These");
        nora.Enter("Ids of the VPCs", "vpc-1");
        nora.Press("Let it connect");
        nora.Reads("is not a VPC id like");
        nora.Enter("Ids of the VPCs", "vpc-0123456789abcdef0, vpc-0123456789abcdef1");
        nora.Press("Let it connect");

        nora.Reads("vpc-0123456789abcdef0, vpc-0123456789abcdef1");
        nora.Reads("Another team was let connect");
        nora.Press("Take it away from Analytics");
        nora.Reads("Connections that stand stay");
        nora.Press("Take it away");
        nora.Reads("No other team");
        await using var context = World.Open();
        Assert.Empty(await context.AccountGrants.ToListAsync(Cancel));
    }
}
