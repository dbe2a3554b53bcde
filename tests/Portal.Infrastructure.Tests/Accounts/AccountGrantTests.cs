using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Infrastructure.Accounts;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.Tests.Data;
using Portal.Testing.Worlds;

namespace Portal.Infrastructure.Tests.Accounts;

public sealed class AccountGrantTests(PortalCluster cluster) : WorldTest(cluster)
{
    [Fact]
    public async Task A_team_requests_from_another_teams_account_as_long_as_and_as_far_as_it_is_let()
    {
        await using var world = await StartAsync();
        var (commands, connections) = (world.Get<AccountGrantCommands>(), world.Get<ConnectionCommands>());
        var (nora, analytics) = (world.Cast.Nora, world.Cast.Analytics.Id);
        var input = Inputs.Checkout(world.Seed, await world.StoreServiceAsync(Cancel));
        Task AskAsync() => connections.PreviewAsync(world.Cast.Amara, input, Cancel);
        Assert.Contains("accountId", await WrongFieldsAsync(AskAsync));

        var given = await commands.GiveAsync(nora, input.AccountId!, new(analytics, ["vpc-0123456789abcdef0"]), null, Cancel);
        Assert.Contains("accountId", await WrongFieldsAsync(AskAsync));
        var changed = await commands.ChangeAsync(nora, input.AccountId!, analytics, given.Version, new(null, [input.VpcId]), Cancel);
        await AskAsync();
        await Assert.ThrowsAsync<SomeoneWasFasterException>(
            () => commands.TakeAwayAsync(nora, input.AccountId!, analytics, given.Version, Cancel));
        Assert.Equal([input.VpcId!], Assert.Single(await world.Get<AccountGrantQueries>().OfAccountAsync(world.Cast.Tomas, input.AccountId!, Cancel)).VpcIds);

        await commands.TakeAwayAsync(nora, input.AccountId!, analytics, changed.Version, Cancel);

        Assert.Contains("accountId", await WrongFieldsAsync(AskAsync));
        await using var context = world.Open();
        Assert.Equal(
            ["account.grant.give", "account.grant.change", "account.grant.take-away"],
            await context.AuditRows.Where(row => row.SubjectId == input.AccountId).OrderBy(row => row.Id).Select(row => row.Action).ToListAsync(Cancel));
    }

    [Fact]
    public async Task What_cannot_be_meant_is_refused_beside_its_field()
    {
        await using var world = await StartAsync();
        var commands = world.Get<AccountGrantCommands>();
        var account = world.Seed.Account("storefront-prod").AccountId;
        Task<IReadOnlyList<string>> WrongAsync(AccountGrantInput input) =>
            WrongFieldsAsync(() => commands.GiveAsync(world.Cast.Nora, account, input, null, Cancel));

        Assert.Equal(["teamId", "vpcIds[0]", "vpcIds[1]"], await WrongAsync(new(null, ["vpc", null])));
        Assert.Equal(["teamId"], await WrongAsync(new(Guid.Empty, [])));
        Assert.Equal(["teamId"], await WrongAsync(new(world.Cast.Storefront.Id, [])));
        await commands.GiveAsync(world.Cast.Nora, account, new(world.Cast.Analytics.Id, null), null, Cancel);
        Assert.Equal(["teamId"], await WrongAsync(new(world.Cast.Analytics.Id, [])));
        Assert.Equal(["vpcIds"], await WrongFieldsAsync(
            () => commands.ChangeAsync(world.Cast.Nora, account, world.Cast.Analytics.Id, null, new(null, null), Cancel)));
        await Assert.ThrowsAsync<SubjectNotFoundException>(
            () => commands.GiveAsync(world.Cast.Nora, "999999999999", new(world.Cast.Analytics.Id, null), null, Cancel));
    }

    [Fact]
    public async Task Only_network_admins_decide_and_only_who_owns_the_account_or_sees_everything_reads()
    {
        await using var world = await StartAsync();
        var (commands, queries) = (world.Get<AccountGrantCommands>(), world.Get<AccountGrantQueries>());
        var account = world.Seed.Account("storefront-prod").AccountId;
        foreach (var other in new[] { world.Cast.Chen, world.Cast.Priya, world.Cast.Tomas })
        {
            await Assert.ThrowsAsync<AccessRefusedException>(() => commands.GiveAsync(other, account, new(world.Cast.Analytics.Id, null), null, Cancel));
            await Assert.ThrowsAsync<AccessRefusedException>(
                () => commands.ChangeAsync(other, account, world.Cast.Analytics.Id, null, new(null, []), Cancel));
            await Assert.ThrowsAsync<AccessRefusedException>(() => commands.TakeAwayAsync(other, account, world.Cast.Analytics.Id, null, Cancel));
        }

        Assert.Empty(await queries.OfAccountAsync(world.Cast.Chen, account, Cancel));
        await Assert.ThrowsAsync<SubjectNotFoundException>(() => queries.OfAccountAsync(world.Cast.Amara, account, Cancel));
    }
}
