using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Infrastructure.Commands;
using Portal.Infrastructure.Security;
using Portal.Infrastructure.Tests.Data;
using Portal.Testing.Worlds;

namespace Portal.Infrastructure.Tests.Security;

public sealed class InvitationTests(PortalCluster cluster) : WorldTest(cluster)
{
    [Fact]
    public async Task Whoever_comes_first_by_a_link_has_the_role_and_nobody_comes_by_it_again()
    {
        await using var world = await StartAsync();
        var (commands, queries) = (world.Get<InvitationCommands>(), world.Get<InvitationQueries>());
        var secret = await InviteAsync(world);
        var seen = await queries.OpenAsync(secret, Cancel);
        Assert.Equal(("Storefront", "Grace", "nora"), (seen.Team.Name, seen.Guest, seen.By));

        await commands.UseAsync(world.Cast.Stranger, seen.Id, Cancel);

        var stranger = (await world.Get<Identities>().OfPersonAsync(world.Cast.Stranger.Issuer, world.Cast.Stranger.Subject, Cancel))!;
        Assert.True(stranger.Has(world.Cast.Storefront.Id, TeamRole.Consumer));
        await RefusedAsync(InvitationProblem.Used, () => queries.OpenAsync(secret, Cancel));
        await RefusedAsync(InvitationProblem.Used, () => commands.UseAsync(world.Cast.Viktor, seen.Id, Cancel));
        Assert.False((await world.Get<Identities>().OfPersonAsync(world.Cast.Viktor.Issuer, "viktor", Cancel))!.IsIn(world.Cast.Storefront.Id));
        await Assert.ThrowsAsync<DomainException>(() => commands.WithdrawAsync(world.Cast.Nora, seen.Id, null, Cancel));
    }

    [Fact]
    public async Task Somebody_whom_the_portal_does_not_know_comes_in_by_a_link_without_any_group()
    {
        await using var world = await StartAsync();
        var id = (await world.Get<InvitationQueries>().OpenAsync(await InviteAsync(world), Cancel)).Id;
        var arrival = new Arrival("house", new("https://house.example", "00u-grace"), "Grace", []);
        await Assert.ThrowsAsync<NoRoleException>(() => world.Get<SignIns>().ArriveAsync(arrival, Cancel));

        var grace = await world.Get<SignIns>().ArriveAsync(arrival, Cancel, id);

        Assert.True(grace.Has(world.Cast.Storefront.Id, TeamRole.Consumer));
        // And the next time without it, because it was given by hand.
        Assert.True((await world.Get<SignIns>().ArriveAsync(arrival, Cancel)).Has(world.Cast.Storefront.Id, TeamRole.Consumer));
        var second = arrival with { Person = new("https://house.example", "00u-second") };
        await RefusedAsync(InvitationProblem.Used, () => world.Get<SignIns>().ArriveAsync(second, Cancel, id));
        Assert.Null(await world.Get<Identities>().OfPersonAsync("https://house.example", "00u-second", Cancel));
    }

    [Fact]
    public async Task Of_many_who_use_a_link_at_once_one_comes_in()
    {
        await using var world = await StartAsync();
        var id = (await world.Get<InvitationQueries>().OpenAsync(await InviteAsync(world), Cancel)).Id;

        var came = await Task.WhenAll(Enumerable.Range(0, 6).Select(async number =>
        {
            try
            {
                var person = new PersonKey("https://house.example", $"00u-{number}");
                await world.Get<SignIns>().ArriveAsync(new("house", person, $"{number}", []), Cancel, id);
                return true;
            }
            catch (InvitationRefusedException)
            {
                return false;
            }
        }));

        Assert.Single(came, one => one);
        await using var context = world.Open();
        Assert.Equal(1, await context.Memberships.CountAsync(row => row.Issuer == "https://house.example", Cancel));
    }

    [Fact]
    public async Task A_forged_an_expired_and_a_withdrawn_link_let_nobody_in_and_say_which_they_are()
    {
        await using var world = await StartAsync();
        var (commands, queries) = (world.Get<InvitationCommands>(), world.Get<InvitationQueries>());
        var (kept, withdrawn) = (await InviteAsync(world), await InviteAsync(world));
        await commands.WithdrawAsync(world.Cast.Nils, (await queries.OpenAsync(withdrawn, Cancel)).Id, 0, Cancel);

        await RefusedAsync(InvitationProblem.Withdrawn, () => queries.OpenAsync(withdrawn, Cancel));
        foreach (var forged in new[] { null, "", "x", kept[1..], kept + "A", new string('A', 43), kept.ToUpperInvariant() })
        {
            await RefusedAsync(InvitationProblem.NotOurs, () => queries.OpenAsync(forged, Cancel));
        }

        await world.PassAsync(TimeSpan.FromDays(InvitationCommands.UsualDays), Cancel);
        await RefusedAsync(InvitationProblem.Expired, () => queries.OpenAsync(kept, Cancel));
        Assert.Empty((await queries.ListAsync(world.Cast.Tomas, null, true, null, null, Cancel)).Items);
        Assert.Equal(2, (await queries.ListAsync(world.Cast.Tomas, world.Cast.Storefront.Id, false, null, null, Cancel)).Items.Count);
    }

    [Fact]
    public async Task What_a_link_holds_is_stored_nowhere()
    {
        await using var world = await StartAsync();
        var secret = await InviteAsync(world);
        await world.Get<InvitationCommands>().UseAsync(
            world.Cast.Stranger, (await world.Get<InvitationQueries>().OpenAsync(secret, Cancel)).Id, Cancel);

        Assert.Equal(43, secret.Length);
        await using var context = world.Open();
        foreach (var row in await context.AuditRows.AsNoTracking().ToListAsync(Cancel))
        {
            Assert.DoesNotContain(secret, Encoding.UTF8.GetString(row.Bytes), StringComparison.Ordinal);
        }

        Assert.Equal("0", await world.ReadAsync($"select count(*)::text from invitation where position('{secret}' in invitation::text) > 0", Cancel));
        Assert.Equal("0", await world.ReadAsync($"select count(*)::text from idempotency where position('{secret}' in idempotency::text) > 0", Cancel));
    }

    [Fact]
    public async Task Only_network_admins_invite_and_all_that_is_wrong_is_told_at_once()
    {
        await using var world = await StartAsync();
        var commands = world.Get<InvitationCommands>();
        var input = new MakeInvitationInput(world.Cast.Storefront.Id, ["consumer"], "Grace", null);
        foreach (var other in new[] { world.Cast.Chen, world.Cast.Priya, world.Cast.Tomas })
        {
            await Assert.ThrowsAsync<AccessRefusedException>(() => commands.MakeAsync(other, input, null, Cancel));
            await Assert.ThrowsAsync<AccessRefusedException>(() => commands.WithdrawAsync(other, Guid.Empty, null, Cancel));
        }

        await Assert.ThrowsAsync<AccessRefusedException>(() => world.Get<InvitationQueries>().ListAsync(world.Cast.Chen, null, true, null, null, Cancel));
        Assert.Equal(["days", "guest", "roles", "teamId"], await WrongFieldsAsync(
            () => commands.MakeAsync(world.Cast.Nora, new(null, [], "\u202e", 31), null, Cancel)));
        Assert.Equal(["teamId"], await WrongFieldsAsync(() => commands.MakeAsync(world.Cast.Nora, input with { TeamId = Guid.Empty }, null, Cancel)));
    }

    [Fact]
    public async Task A_request_that_is_repeated_makes_one_invitation_and_shows_its_link_once()
    {
        await using var world = await StartAsync();
        var key = new IdempotencyKey("invite-1", [1]);
        var input = new MakeInvitationInput(world.Cast.Storefront.Id, ["consumer"], "Grace", null);

        var first = await world.Get<InvitationCommands>().MakeAsync(world.Cast.Nora, input, key, Cancel);
        var again = await world.Get<InvitationCommands>().MakeAsync(world.Cast.Nora, input, key, Cancel);

        Assert.Equal(first.Id, again.Id);
        Assert.NotNull(first.Secret);
        Assert.Null(again.Secret);
    }

    private static async Task<string> InviteAsync(PortalWorld world) => (await world.Get<InvitationCommands>().MakeAsync(
        world.Cast.Nora, new(world.Cast.Storefront.Id, ["consumer"], "Grace", null), null, Cancel)).Secret!;

    private static async Task RefusedAsync(InvitationProblem problem, Func<Task> command) =>
        Assert.Equal(problem, (await Assert.ThrowsAsync<InvitationRefusedException>(command)).Problem);
}
