using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Infrastructure.Accounts;
using Portal.Infrastructure.People;
using Portal.Infrastructure.Security;
using Portal.Infrastructure.Tests.Data;
using Portal.Testing.Worlds;

namespace Portal.Infrastructure.Tests.People;

public sealed class TeamTests(PortalCluster cluster) : WorldTest(cluster)
{
    [Fact]
    public async Task Only_network_admins_make_rename_close_and_open_teams_again_and_each_is_in_the_history()
    {
        await using var world = await StartAsync();
        var commands = world.Get<TeamCommands>();
        foreach (var other in new[] { world.Cast.Priya, world.Cast.Chen, world.Cast.Tomas, world.Cast.Stranger })
        {
            await Assert.ThrowsAsync<AccessRefusedException>(() => commands.MakeAsync(other, new("Research"), null, Cancel));
            await Assert.ThrowsAsync<AccessRefusedException>(() => commands.RenameAsync(other, world.Cast.Storefront.Id, null, new("Shop"), Cancel));
            await Assert.ThrowsAsync<AccessRefusedException>(() => commands.CloseAsync(other, world.Cast.Storefront.Id, null, Cancel));
            await Assert.ThrowsAsync<AccessRefusedException>(() => commands.ReopenAsync(other, world.Cast.Storefront.Id, null, Cancel));
        }

        var made = await commands.MakeAsync(world.Cast.Nora, new("  Research "), null, Cancel);
        var renamed = await commands.RenameAsync(world.Cast.Nora, made.Id, made.Version, new("Science"), Cancel);
        await Assert.ThrowsAsync<SomeoneWasFasterException>(() => commands.CloseAsync(world.Cast.Nils, made.Id, made.Version, Cancel));
        var closed = await commands.CloseAsync(world.Cast.Nora, made.Id, renamed.Version, Cancel);
        await Assert.ThrowsAsync<DomainException>(() => commands.CloseAsync(world.Cast.Nora, made.Id, null, Cancel));
        await commands.ReopenAsync(world.Cast.Nora, made.Id, closed.Version, Cancel);
        await Assert.ThrowsAsync<DomainException>(() => commands.ReopenAsync(world.Cast.Nora, made.Id, null, Cancel));

        var team = await world.Get<TeamRosterQueries>().GetAsync(world.Cast.Tomas, made.Id, Cancel);
        Assert.Equal(("Science", null, 3), (team.Name, team.ClosedAt, team.Version));
        await using var context = world.Open();
        Assert.Equal(
            ["team.make", "team.rename", "team.close", "team.reopen"],
            await context.AuditRows.Where(row => row.SubjectId == made.Id.ToString()).OrderBy(row => row.Id).Select(row => row.Action).ToListAsync(Cancel));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("   ")]
    [InlineData("Storefront")]
    [InlineData("two\u202elines")]
    public async Task A_team_has_a_name_that_can_be_read_and_that_no_other_has(string? name)
    {
        await using var world = await StartAsync();

        Assert.Equal(["name"], await WrongFieldsAsync(() => world.Get<TeamCommands>().MakeAsync(world.Cast.Nora, new(name), null, Cancel)));
    }

    [Fact]
    public async Task A_team_that_owns_something_that_lives_is_not_closed_and_the_refusal_says_what()
    {
        await using var world = await StartAsync();
        var refused = await Assert.ThrowsAsync<DomainException>(
            () => world.Get<TeamCommands>().CloseAsync(world.Cast.Nora, world.Cast.Payments.Id, null, Cancel));
        Assert.Contains("1 AWS account", refused.Message, StringComparison.Ordinal);
        var service = await world.StoreServiceAsync(Cancel);
        await world.RequestAsync(service, Cancel);

        refused = await Assert.ThrowsAsync<DomainException>(
            () => world.Get<TeamCommands>().CloseAsync(world.Cast.Nora, world.Cast.Storefront.Id, null, Cancel));

        Assert.Contains("2 AWS accounts and 1 connection", refused.Message, StringComparison.Ordinal);
        Assert.Null((await world.Get<TeamRosterQueries>().GetAsync(world.Cast.Nora, world.Cast.Storefront.Id, Cancel)).ClosedAt);
    }

    [Fact]
    public async Task Closing_a_team_takes_its_members_roles_its_grants_and_its_invitations_and_no_group_brings_anybody_back_into_it()
    {
        await using var world = await StartAsync();
        var team = (await world.Get<TeamCommands>().MakeAsync(world.Cast.Nora, new("Research"), null, Cancel)).Id;
        var ada = await world.MeetAsync("ada", Cancel, [new(team, [TeamRole.Consumer])]);
        await world.Get<AccountGrantCommands>().GiveAsync(
            world.Cast.Nora, world.Seed.Account("storefront-prod").AccountId, new(team, null), null, Cancel);
        var invited = await world.Get<InvitationCommands>().MakeAsync(world.Cast.Nora, new(team, ["consumer"], "Grace", null), null, Cancel);

        await world.Get<TeamCommands>().CloseAsync(world.Cast.Nora, team, null, Cancel);

        Assert.False((await world.Get<Identities>().OfPersonAsync(ada.Issuer, ada.Subject, Cancel))!.HasRole);
        await using var context = world.Open();
        Assert.Empty(await context.AccountGrants.ToListAsync(Cancel));
        var refused = await Assert.ThrowsAsync<InvitationRefusedException>(() => world.Get<InvitationQueries>().OpenAsync(invited.Secret, Cancel));
        Assert.Equal(InvitationProblem.Withdrawn, refused.Problem);
        Assert.Equal(["teamId"], await WrongFieldsAsync(
            () => world.Get<InvitationCommands>().MakeAsync(world.Cast.Nora, new(team, ["consumer"], "Grace", null), null, Cancel)));
        Assert.DoesNotContain(await world.Get<TeamQueries>().ListAsync(Cancel), one => one.Id == team);
    }

    [Fact]
    public async Task Teams_are_read_by_page_and_searched_by_those_who_may_see_them()
    {
        await using var world = await StartAsync();
        var queries = world.Get<TeamRosterQueries>();
        foreach (var name in new[] { "Search 100%", "Search 200" })
        {
            await world.Get<TeamCommands>().MakeAsync(world.Cast.Nora, new(name), null, Cancel);
        }

        Assert.Equal(["Search 100%"], (await queries.ListAsync(world.Cast.Tomas, "0%", false, null, null, Cancel)).Items.Select(team => team.Name));
        var first = await queries.ListAsync(world.Cast.Tomas, "search", false, null, 1, Cancel);
        var second = await queries.ListAsync(world.Cast.Tomas, "search", false, first.Next, 1, Cancel);
        Assert.Equal(["Search 200", "Search 100%"], first.Items.Concat(second.Items).Select(team => team.Name));
        Assert.Null(second.Next);
        Assert.Empty((await queries.ListAsync(world.Cast.Tomas, null, true, null, null, Cancel)).Items);
        Assert.Equal(["Storefront"], (await queries.ListAsync(world.Cast.Chen, null, false, null, null, Cancel)).Items.Select(team => team.Name));
        await Assert.ThrowsAsync<SubjectNotFoundException>(() => queries.GetAsync(world.Cast.Chen, world.Cast.Analytics.Id, Cancel));
        await Assert.ThrowsAsync<SubjectNotFoundException>(() => queries.MembersAsync(world.Cast.Chen, world.Cast.Analytics.Id, null, null, Cancel));
        Assert.Equal(["chen"], (await queries.MembersAsync(world.Cast.Chen, world.Cast.Storefront.Id, null, null, Cancel)).Items.Select(one => one.Name));
    }
}
