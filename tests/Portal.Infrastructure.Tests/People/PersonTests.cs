using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Infrastructure.People;
using Portal.Infrastructure.Security;
using Portal.Infrastructure.Tests.Data;
using Portal.Testing.Worlds;

namespace Portal.Infrastructure.Tests.People;

public sealed class PersonTests(PortalCluster cluster) : WorldTest(cluster)
{
    [Fact]
    public async Task The_last_network_admin_keeps_the_role_and_is_told_why()
    {
        await using var world = await StartAsync();
        var commands = world.Get<PersonCommands>();
        var (nora, nils) = (await world.PersonAsync(world.Cast.Nora, Cancel), await world.PersonAsync(world.Cast.Nils, Cancel));
        await commands.ChangeRolesAsync(world.Cast.Nora, nils.Id, null, new([]), Cancel);

        var refused = await Assert.ThrowsAsync<DomainException>(() => commands.ChangeRolesAsync(world.Cast.Nora, nora.Id, null, new(["auditor"]), Cancel));

        Assert.Contains("You are the last network admin. Make somebody else a network admin first.", refused.Message, StringComparison.Ordinal);
        Assert.Equal([PortalRole.NetworkAdmin], (await world.PersonAsync(world.Cast.Nora, Cancel)).PortalRoles);
    }

    [Fact]
    public async Task A_blocked_network_admin_does_not_count_as_one_who_is_left()
    {
        await using var world = await StartAsync();
        var commands = world.Get<PersonCommands>();
        var (nora, nils) = (await world.PersonAsync(world.Cast.Nora, Cancel), await world.PersonAsync(world.Cast.Nils, Cancel));
        await commands.BlockAsync(world.Cast.Nora, nils.Id, null, new("On leave"), null, Cancel);

        await Assert.ThrowsAsync<DomainException>(() => commands.ChangeRolesAsync(world.Cast.Nora, nora.Id, null, new([]), Cancel));
    }

    [Fact]
    public async Task Of_two_admins_who_take_each_others_role_at_once_one_is_left()
    {
        await using var world = await StartAsync();
        var commands = world.Get<PersonCommands>();
        var (nora, nils) = (await world.PersonAsync(world.Cast.Nora, Cancel), await world.PersonAsync(world.Cast.Nils, Cancel));

        var done = await Task.WhenAll(
            TriesAsync(() => commands.ChangeRolesAsync(world.Cast.Nora, nils.Id, null, new([]), Cancel)),
            TriesAsync(() => commands.ChangeRolesAsync(world.Cast.Nils, nora.Id, null, new([]), Cancel)));

        Assert.Single(done, succeeded => succeeded);

        static async Task<bool> TriesAsync(Func<Task> command)
        {
            try
            {
                await command();
                return true;
            }
            catch (DomainException)
            {
                return false;
            }
        }
    }

    [Fact]
    public async Task Whoever_is_blocked_is_out_at_once_by_session_token_and_sign_in_and_comes_in_again_when_let()
    {
        await using var world = await StartAsync();
        var (identities, commands) = (world.Get<Identities>(), world.Get<PersonCommands>());
        var chen = await world.PersonAsync(world.Cast.Chen, Cancel);
        var session = await world.Get<Sessions>().BeginAsync(world.Cast.Chen, Cancel);
        var token = await world.IssueTokenAsync(world.Cast.Chen, Cancel);

        var blocked = await commands.BlockAsync(world.Cast.Nora, chen.Id, 0, new("Left the company"), null, Cancel);

        Assert.Null(await identities.OfSessionAsync(session, Cancel));
        Assert.Null(await identities.OfTokenAsync(token, Cancel));
        Assert.Null(await identities.OfPersonAsync(chen.Issuer, chen.Subject, Cancel));
        var arrival = new Arrival("house", chen.Key, "chen", []);
        await Assert.ThrowsAsync<PersonBlockedException>(() => world.Get<SignIns>().ArriveAsync(arrival, Cancel));
        var seen = await world.Get<PersonQueries>().GetAsync(world.Cast.Tomas, chen.Id, Cancel);
        Assert.Equal("Left the company", seen.BlockedReason);
        Assert.NotNull(Assert.Single(await world.Get<PersonQueries>().TokensAsync(world.Cast.Tomas, chen.Id, Cancel)).RevokedAt);
        Assert.Equal(["chen"], (await world.Get<PersonQueries>().ListAsync(world.Cast.Tomas, null, true, null, null, Cancel)).Items.Select(one => one.Name));

        await commands.UnblockAsync(world.Cast.Nora, chen.Id, blocked.Version, Cancel);

        Assert.True((await world.Get<SignIns>().ArriveAsync(arrival, Cancel)).Has(world.Cast.Storefront.Id, TeamRole.Consumer));
        // What has ended does not come back.
        Assert.Null(await identities.OfSessionAsync(session, Cancel));
        Assert.Null(await identities.OfTokenAsync(token, Cancel));
        await using var context = world.Open();
        Assert.Equal(
            ["token.revoked", "person.block", "person.unblock"],
            await context.AuditRows.Where(row => row.SubjectId == chen.Id.ToString()).OrderBy(row => row.Id).Select(row => row.Action).ToListAsync(Cancel));
    }

    [Fact]
    public async Task Blocking_takes_a_reason_a_network_admin_and_somebody_else()
    {
        await using var world = await StartAsync();
        var commands = world.Get<PersonCommands>();
        var (chen, nora) = (await world.PersonAsync(world.Cast.Chen, Cancel), await world.PersonAsync(world.Cast.Nora, Cancel));

        Assert.Equal(["reason"], await WrongFieldsAsync(() => commands.BlockAsync(world.Cast.Nora, chen.Id, null, new(" "), null, Cancel)));
        await Assert.ThrowsAsync<DomainException>(() => commands.BlockAsync(world.Cast.Nora, nora.Id, null, new("Me"), null, Cancel));
        foreach (var other in new[] { world.Cast.Chen, world.Cast.Priya, world.Cast.Tomas })
        {
            await Assert.ThrowsAsync<AccessRefusedException>(() => commands.BlockAsync(other, chen.Id, null, new("Out"), null, Cancel));
            await Assert.ThrowsAsync<AccessRefusedException>(() => commands.UnblockAsync(other, chen.Id, null, Cancel));
            await Assert.ThrowsAsync<AccessRefusedException>(() => commands.ChangeRolesAsync(other, chen.Id, null, new(["networkAdmin"]), Cancel));
        }

        await Assert.ThrowsAsync<SomeoneWasFasterException>(() => commands.BlockAsync(world.Cast.Nora, chen.Id, 7, new("Out"), null, Cancel));
    }

    [Fact]
    public async Task People_end_their_own_sessions_and_tokens_network_admins_everybodys_and_others_nobodys()
    {
        await using var world = await StartAsync();
        var (commands, identities) = (world.Get<PersonCommands>(), world.Get<Identities>());
        var chen = await world.PersonAsync(world.Cast.Chen, Cancel);
        foreach (var who in new[] { world.Cast.Chen, world.Cast.Nora })
        {
            var session = await world.Get<Sessions>().BeginAsync(world.Cast.Chen, Cancel);
            var token = await world.IssueTokenAsync(world.Cast.Chen, Cancel);
            await Assert.ThrowsAsync<SubjectNotFoundException>(() => commands.EndSessionsAsync(world.Cast.Amara, chen.Id, Cancel));
            await Assert.ThrowsAsync<SubjectNotFoundException>(() => commands.RevokeTokensAsync(world.Cast.Amara, chen.Id, null, Cancel));
            await Assert.ThrowsAsync<AccessRefusedException>(() => commands.EndSessionsAsync(world.Cast.Tomas, chen.Id, Cancel));

            await commands.EndSessionsAsync(who, chen.Id, Cancel);
            await commands.RevokeTokensAsync(who, chen.Id, null, Cancel);

            Assert.Null(await identities.OfSessionAsync(session, Cancel));
            Assert.Null(await identities.OfTokenAsync(token, Cancel));
        }

        await Assert.ThrowsAsync<SubjectNotFoundException>(() => commands.RevokeTokensAsync(world.Cast.Chen, chen.Id, Guid.Empty, Cancel));
    }

    [Fact]
    public async Task A_person_is_seen_by_network_admins_auditors_and_themselves_alone()
    {
        await using var world = await StartAsync();
        var queries = world.Get<PersonQueries>();
        var chen = await world.PersonAsync(world.Cast.Chen, Cancel);

        foreach (var reader in new[] { world.Cast.Nora, world.Cast.Tomas, world.Cast.Chen })
        {
            var seen = await queries.GetAsync(reader, chen.Id, Cancel);
            Assert.Equal((world.Cast.Chen.Issuer, "chen"), (seen.Issuer, seen.Subject));
            Assert.Equal("Storefront", Assert.Single(seen.Teams).Team.Name);
        }

        Assert.Equal(chen.Id, (await queries.GetAsync(world.Cast.Chen, null, Cancel)).Id);
        foreach (var other in new[] { world.Cast.Amara, world.Cast.Priya, world.Cast.Stranger })
        {
            await Assert.ThrowsAsync<SubjectNotFoundException>(() => queries.GetAsync(other, chen.Id, Cancel));
            await Assert.ThrowsAsync<SubjectNotFoundException>(() => queries.SessionsAsync(other, chen.Id, Cancel));
            await Assert.ThrowsAsync<SubjectNotFoundException>(() => queries.TokensAsync(other, chen.Id, Cancel));
            await Assert.ThrowsAsync<AccessRefusedException>(() => queries.ListAsync(other, null, null, null, null, Cancel));
        }
    }

    [Fact]
    public async Task People_are_read_by_page_and_searched()
    {
        await using var world = await StartAsync();
        var queries = world.Get<PersonQueries>();
        List<string> names = [];
        string? next = null;
        do
        {
            var page = await queries.ListAsync(world.Cast.Nora, null, null, next, 3, Cancel);
            names.AddRange(page.Items.Select(person => person.Name));
            next = page.Next;
        }
        while (next is not null);

        Assert.Equal(["amara", "chen", "nils", "nora", "priya", "stranger", "tomas", "viktor"], names.Order());
        Assert.Equal(["nils"], (await queries.ListAsync(world.Cast.Nora, "NIL", null, null, null, Cancel)).Items.Select(person => person.Name));
    }

    [Fact]
    public async Task A_token_whose_person_has_no_role_any_more_is_refused_in_words()
    {
        await using var world = await StartAsync();
        var identities = world.Get<Identities>();
        var chen = await world.PersonAsync(world.Cast.Chen, Cancel);
        var token = await world.IssueTokenAsync(world.Cast.Chen, Cancel);
        Assert.Null((await identities.OfTokenAsync(token, Cancel))!.Refusal);

        await world.Get<MemberCommands>().RemoveAsync(world.Cast.Nora, world.Cast.Storefront.Id, chen.Id, null, Cancel);

        Assert.Contains("has no role any more", (await identities.OfTokenAsync(token, Cancel))!.Refusal, StringComparison.Ordinal);
    }
}
