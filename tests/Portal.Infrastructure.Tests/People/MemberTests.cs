using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.People;
using Portal.Infrastructure.Security;
using Portal.Infrastructure.Tests.Data;
using Portal.Testing.Worlds;

namespace Portal.Infrastructure.Tests.People;

public sealed class MemberTests(PortalCluster cluster) : WorldTest(cluster)
{
    [Fact]
    public async Task A_network_admin_adds_somebody_changes_what_they_may_do_and_removes_them()
    {
        await using var world = await StartAsync();
        var (commands, nora, team) = (world.Get<MemberCommands>(), world.Cast.Nora, world.Cast.Analytics.Id);
        var chen = await world.PersonAsync(world.Cast.Chen, Cancel);

        var added = await commands.AddAsync(nora, team, new(chen.Id, ["provider"]), null, Cancel);
        Assert.True((await NowAsync(world)).Has(team, TeamRole.Provider));
        Assert.Equal(["personId"], await WrongFieldsAsync(() => commands.AddAsync(nora, team, new(chen.Id, ["consumer"]), null, Cancel)));

        var changed = await commands.ChangeAsync(nora, team, chen.Id, added.Version, new(null, ["consumer"]), Cancel);
        Assert.False((await NowAsync(world)).Has(team, TeamRole.Provider));
        Assert.True((await NowAsync(world)).Has(team, TeamRole.Consumer));
        await Assert.ThrowsAsync<SomeoneWasFasterException>(() => commands.RemoveAsync(nora, team, chen.Id, added.Version, Cancel));

        await commands.RemoveAsync(nora, team, chen.Id, changed.Version, Cancel);
        Assert.False((await NowAsync(world)).IsIn(team));
        await Assert.ThrowsAsync<SubjectNotFoundException>(() => commands.RemoveAsync(nora, team, chen.Id, null, Cancel));
        await using var context = world.Open();
        Assert.Equal(3, await context.AuditRows.CountAsync(row => row.Action == "person.team-roles" && row.SubjectId == chen.Id.ToString(), Cancel));
    }

    [Fact]
    public async Task Nobody_else_says_who_is_in_a_team()
    {
        await using var world = await StartAsync();
        var (commands, team) = (world.Get<MemberCommands>(), world.Cast.Storefront.Id);
        var amara = await world.PersonAsync(world.Cast.Amara, Cancel);
        foreach (var other in new[] { world.Cast.Chen, world.Cast.Priya, world.Cast.Tomas, world.Cast.Stranger })
        {
            await Assert.ThrowsAsync<AccessRefusedException>(() => commands.AddAsync(other, team, new(amara.Id, ["consumer"]), null, Cancel));
            await Assert.ThrowsAsync<AccessRefusedException>(() => commands.ChangeAsync(other, team, amara.Id, null, new(null, ["consumer"]), Cancel));
            await Assert.ThrowsAsync<AccessRefusedException>(() => commands.RemoveAsync(other, team, amara.Id, null, Cancel));
        }
    }

    [Fact]
    public async Task All_that_is_wrong_is_told_at_once_and_a_word_that_is_no_role_is_named()
    {
        await using var world = await StartAsync();
        var commands = world.Get<MemberCommands>();

        Assert.Equal(["personId", "roles"], await WrongFieldsAsync(
            () => commands.AddAsync(world.Cast.Nora, world.Cast.Storefront.Id, new(null, []), null, Cancel)));
        Assert.Equal(["personId", "roles", "roles"], await WrongFieldsAsync(
            () => commands.AddAsync(world.Cast.Nora, world.Cast.Storefront.Id, new(null, ["owner", "unknown", "consumer"]), null, Cancel)));
        await Assert.ThrowsAsync<SubjectNotFoundException>(
            () => commands.AddAsync(world.Cast.Nora, world.Cast.Storefront.Id, new(Guid.Empty, ["consumer"]), null, Cancel));
    }

    [Fact]
    public async Task What_comes_by_a_group_is_neither_given_nor_taken_by_hand()
    {
        await using var world = await StartAsync();
        var (commands, nora, team) = (world.Get<MemberCommands>(), world.Cast.Nora, world.Cast.Storefront.Id);
        var chen = await world.PersonAsync(world.Cast.Chen, Cancel);
        await world.WriteAsync("update membership set roles = '{}', group_roles = '{Consumer}' where subject = 'chen'", Cancel);

        var refused = await Assert.ThrowsAsync<DomainException>(() => commands.RemoveAsync(nora, team, chen.Id, null, Cancel));
        Assert.Contains("by a group", refused.Message, StringComparison.Ordinal);
        await commands.AddAsync(nora, team, new(chen.Id, ["provider"]), null, Cancel);

        var member = Assert.Single((await world.Get<TeamRosterQueries>().MembersAsync(nora, team, null, null, Cancel)).Items);
        Assert.Equal([TeamRole.Provider], member.Roles.ByHand);
        Assert.Equal([TeamRole.Consumer], member.Roles.ByGroup);
        Assert.Equal([TeamRole.Provider, TeamRole.Consumer], member.Roles.All);
    }

    [Fact]
    public async Task A_role_of_a_newer_version_is_left_as_it_is()
    {
        await using var world = await StartAsync();
        var chen = await world.PersonAsync(world.Cast.Chen, Cancel);
        await world.WriteAsync("update membership set roles = roles || array['Custodian'] where subject = 'chen'", Cancel);

        await Assert.ThrowsAsync<UnreadableException>(
            () => world.Get<MemberCommands>().ChangeAsync(world.Cast.Nora, world.Cast.Storefront.Id, chen.Id, null, new(null, ["provider"]), Cancel));

        Assert.Equal("{Consumer,Custodian}", await world.ReadAsync("select roles::text from membership where subject = 'chen'", Cancel));
    }

    [Fact]
    public async Task A_sign_in_and_a_change_by_hand_at_the_same_moment_lose_nothing()
    {
        await using var world = await StartAsync();
        var (signIns, commands, team) = (world.Get<SignIns>(), world.Get<MemberCommands>(), world.Cast.Storefront.Id);
        var chen = await world.PersonAsync(world.Cast.Chen, Cancel);
        var arrival = new Arrival("house", chen.Key, "chen", []);

        await Task.WhenAll(Enumerable.Range(0, 6).Select(round => round % 2 == 0
            ? signIns.ArriveAsync(arrival, Cancel)
            : commands.ChangeAsync(world.Cast.Nora, team, chen.Id, null, new(null, round == 1 ? ["provider"] : ["provider", "consumer"]), Cancel) as Task));

        Assert.True((await NowAsync(world)).Has(team, TeamRole.Provider));
    }

    private static async Task<Actor> NowAsync(PortalWorld world) =>
        (await world.Get<Identities>().OfPersonAsync(world.Cast.Chen.Issuer, world.Cast.Chen.Subject, Cancel))!;
}
