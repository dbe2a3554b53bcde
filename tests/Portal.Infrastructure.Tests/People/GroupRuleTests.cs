using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Infrastructure.People;
using Portal.Infrastructure.Security;
using Portal.Infrastructure.Tests.Data;
using Portal.Testing.Worlds;

namespace Portal.Infrastructure.Tests.People;

public sealed class GroupRuleTests(PortalCluster cluster) : WorldTest(cluster)
{
    [Fact]
    public async Task A_rule_made_here_gives_its_roles_at_the_next_sign_in_beside_those_of_the_configuration()
    {
        await using var world = await StartConfiguredAsync();
        var team = world.Cast.Storefront.Id;
        await MakeAsync(world, new("house", "shop", team, ["consumer"], null));
        await MakeAsync(world, new("house", "watchers", null, null, ["auditor"]));

        var gail = await ArriveAsync(world, "gail", "shop", "watchers", "quarry-people");

        Assert.True(gail.Has(team, TeamRole.Consumer));
        Assert.True(gail.Has(world.Cast.Quarry.Id, TeamRole.Provider));
        Assert.Equal([PortalRole.Auditor], gail.PortalRoles);
        // Another provider's group of the same name is another group.
        await Assert.ThrowsAsync<NoRoleException>(
            () => world.Get<SignIns>().ArriveAsync(new("office", new("https://office.example", "x"), "X", ["shop"]), Cancel));
        var rules = await world.Get<GroupRuleQueries>().ListAsync(world.Cast.Tomas, Cancel);
        Assert.Equal([(null, "quarry-people"), ("nora", "watchers"), ("nora", "shop")], rules.Select(rule => (rule.By, rule.Group)));
    }

    [Fact]
    public async Task What_a_removed_rule_gave_ends_at_once_and_comes_back_at_the_next_sign_in_only_by_another_rule()
    {
        await using var world = await StartConfiguredAsync();
        var team = world.Cast.Storefront.Id;
        var shop = await MakeAsync(world, new("house", "shop", team, ["consumer"], null));
        await MakeAsync(world, new("house", "everybody", team, ["consumer"], null));
        await ArriveAsync(world, "both", "shop", "everybody");
        await ArriveAsync(world, "one", "shop");

        await world.Get<GroupRuleCommands>().RemoveAsync(world.Cast.Nora, shop, Cancel);

        Assert.False((await KnownAsync(world, "both")).HasRole);
        Assert.False((await KnownAsync(world, "one")).HasRole);
        // Who was made a member by hand stays one.
        Assert.True((await world.Get<Identities>().OfPersonAsync(world.Cast.Chen.Issuer, "chen", Cancel))!.Has(team, TeamRole.Consumer));
        Assert.True((await ArriveAsync(world, "both", "shop", "everybody")).Has(team, TeamRole.Consumer));
        await Assert.ThrowsAsync<NoRoleException>(() => ArriveAsync(world, "one", "shop"));
        await using var context = world.Open();
        Assert.Equal(
            ["group-rule.make", "group-rule.make", "group-rule.remove"],
            await context.AuditRows.Where(row => row.SubjectId == GroupRuleCommands.SubjectId).OrderBy(row => row.Id).Select(row => row.Action)
                .ToListAsync(Cancel));
    }

    [Fact]
    public async Task The_rule_by_which_the_only_network_admins_come_is_not_removed()
    {
        await using var world = await StartConfiguredAsync();
        var rule = await MakeAsync(world, new("house", "admins", null, null, ["networkAdmin"]));
        var ada = await ArriveAsync(world, "ada", "admins");
        await world.WriteAsync("update person set portal_roles = '{}'", Cancel);

        var refused = await Assert.ThrowsAsync<DomainException>(() => world.Get<GroupRuleCommands>().RemoveAsync(ada, rule, Cancel));

        Assert.Contains("Nobody would be a network admin any more.", refused.Message, StringComparison.Ordinal);
        Assert.True((await KnownAsync(world, "ada")).IsNetworkAdmin);
    }

    [Fact]
    public async Task Groups_of_people_who_were_turned_away_are_listed_until_a_rule_gives_something_by_them_or_a_month_has_passed()
    {
        await using var world = await StartConfiguredAsync();
        await Assert.ThrowsAsync<NoRoleException>(() => ArriveAsync(world, "sam", "designers", "shop"));

        Assert.Equal(["designers", "shop"], await UnmappedAsync(world));
        await MakeAsync(world, new("house", "shop", world.Cast.Storefront.Id, ["consumer"], null));
        Assert.Equal(["designers"], await UnmappedAsync(world));
        await world.PassAsync(TimeSpan.FromDays(31), Cancel);
        await Assert.ThrowsAsync<NoRoleException>(() => ArriveAsync(world, "sue", "writers"));
        Assert.Equal(["writers"], await UnmappedAsync(world));
    }

    [Fact]
    public async Task All_that_is_wrong_is_told_at_once_and_only_network_admins_decide()
    {
        await using var world = await StartConfiguredAsync();
        var commands = world.Get<GroupRuleCommands>();
        Task<IReadOnlyList<string>> WrongAsync(GroupRuleInput input) => WrongFieldsAsync(() => commands.MakeAsync(world.Cast.Nora, input, null, Cancel));

        Assert.Equal(["group", "portalRoles", "provider"], await WrongAsync(new("nowhere", null, null, null, null)));
        Assert.Equal(["teamId"], await WrongAsync(new("house", "shop", null, ["consumer"], ["auditor"])));
        Assert.Equal(["portalRoles", "teamRoles"], await WrongAsync(new("house", "shop", world.Cast.Storefront.Id, [], ["auditor"])));
        Assert.Equal(["teamId"], await WrongAsync(new("house", "shop", Guid.Empty, ["consumer"], null)));
        await MakeAsync(world, new("house", "shop", world.Cast.Storefront.Id, ["consumer"], null));
        Assert.Equal(["group"], await WrongAsync(new("house", "shop", world.Cast.Storefront.Id, ["provider"], null)));
        foreach (var other in new[] { world.Cast.Chen, world.Cast.Priya, world.Cast.Tomas })
        {
            await Assert.ThrowsAsync<AccessRefusedException>(() => commands.MakeAsync(other, new("house", "x", null, null, ["auditor"]), null, Cancel));
            await Assert.ThrowsAsync<AccessRefusedException>(() => commands.RemoveAsync(other, Guid.Empty, Cancel));
        }

        await Assert.ThrowsAsync<AccessRefusedException>(() => world.Get<GroupRuleQueries>().ListAsync(world.Cast.Chen, Cancel));
        await Assert.ThrowsAsync<AccessRefusedException>(() => world.Get<GroupRuleQueries>().UnmappedAsync(world.Cast.Chen, Cancel));
    }

    private async Task<PortalWorld> StartConfiguredAsync()
    {
        var world = await StartAsync();
        var options = world.Get<IOptions<SignInOptions>>().Value;
        options.Providers = ["house", "office"];
        options.Groups = [new("house", "quarry-people", "Quarry Databases", [TeamRole.Provider], [])];
        return world;
    }

    private static async Task<Guid> MakeAsync(PortalWorld world, GroupRuleInput input) =>
        (await world.Get<GroupRuleCommands>().MakeAsync(world.Cast.Nora, input, null, Cancel)).Id;

    private static Task<Actor> ArriveAsync(PortalWorld world, string subject, params string[] groups) =>
        world.Get<SignIns>().ArriveAsync(new("house", new("https://house.example", subject), subject, groups), Cancel);

    private static async Task<Actor> KnownAsync(PortalWorld world, string subject) =>
        (await world.Get<Identities>().OfPersonAsync("https://house.example", subject, Cancel))!;

    private static async Task<IEnumerable<string>> UnmappedAsync(PortalWorld world) =>
        (await world.Get<GroupRuleQueries>().UnmappedAsync(world.Cast.Nora, Cancel)).Select(group => group.Group);
}
