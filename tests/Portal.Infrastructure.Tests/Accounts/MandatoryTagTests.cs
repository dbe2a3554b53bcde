using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Audit;
using Portal.Infrastructure.Accounts;
using Portal.Infrastructure.Accounts.Onboarding;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.EndpointServices;
using Portal.Infrastructure.Tests.Data;
using Portal.Testing.Worlds;

namespace Portal.Infrastructure.Tests.Accounts;

/// <summary>Tags that people want on everything that is made in an account, or for a team.</summary>
public sealed class MandatoryTagTests(PortalCluster cluster) : WorldTest(cluster)
{
    private const string Key = "Stage";
    private static readonly MandatoryTagInput ProdOrTest = new(["prod", "test"]);

    [Fact]
    public async Task What_is_asked_for_in_an_account_is_asked_of_all_who_connect_from_it_and_of_nobody_else()
    {
        await using var world = await StartAsync();
        var connections = world.Get<ConnectionCommands>();
        var service = await world.StoreServiceAsync(Cancel);
        var (checkout, staging) = (Inputs.Checkout(world.Seed, service), Inputs.Staging(world.Seed, service));
        await world.Get<AccountGrantCommands>().GiveAsync(world.Cast.Nora, checkout.AccountId!, new(world.Cast.Analytics.Id, []), null, Cancel);
        await world.Get<MandatoryTagCommands>().RequireInAccountAsync(world.Cast.Chen, checkout.AccountId!, Key, ProdOrTest, Cancel);

        foreach (var who in new[] { world.Cast.Chen, world.Cast.Amara })
        {
            var missing = await Assert.ThrowsAsync<InvalidInputException>(() => connections.PreviewAsync(who, checkout, Cancel));
            Assert.Equal(
                ("tags.Stage", $"Account {checkout.AccountId} asks for this tag: everything that is made in the account has to carry it. "
                    + "Give it one of the values prod, test."),
                Assert.Single(missing.Errors) is var error ? (error.Field, error.Message) : default);
            Assert.Equal(["tags.Stage"], await WrongFieldsAsync(() => connections.PreviewAsync(who, checkout with { Tags = Tagged("live") }, Cancel)));
            await connections.PreviewAsync(who, checkout with { Tags = Tagged("prod") }, Cancel);
        }

        await connections.RequestAsync(world.Cast.Chen, staging, null, Cancel);
    }

    [Fact]
    public async Task What_is_asked_for_of_a_team_is_asked_in_whichever_account_and_not_of_other_teams()
    {
        await using var world = await StartAsync();
        var connections = world.Get<ConnectionCommands>();
        var service = await world.StoreServiceAsync(Cancel);
        var checkout = Inputs.Checkout(world.Seed, service);
        await world.Get<AccountGrantCommands>().GiveAsync(world.Cast.Nora, checkout.AccountId!, new(world.Cast.Analytics.Id, []), null, Cancel);
        await world.Get<MandatoryTagCommands>().RequireOfTeamAsync(world.Cast.Nora, world.Cast.Analytics.Id, Key, new(null), Cancel);

        Assert.Equal(["tags.Stage"], await WrongFieldsAsync(() => connections.PreviewAsync(world.Cast.Amara, checkout, Cancel)));
        Assert.Equal(
            ["tags.Stage"],
            await WrongFieldsAsync(() => connections.PreviewAsync(world.Cast.Amara, Inputs.Reporting(world.Seed, service), Cancel)));
        await connections.PreviewAsync(world.Cast.Chen, checkout, Cancel);
        Assert.Equal([Key], (await ShownAsync(world.Cast.Amara)).Select(tag => tag.Key));
        Assert.Empty(await ShownAsync(world.Cast.Chen));

        async Task<IReadOnlyList<AskedTagView>> ShownAsync(Domain.Accounts.Actor who) =>
            (await world.Get<AccountQueries>().ListAsync(who, Cancel)).Single(account => account.AccountId == checkout.AccountId).ToAskFor();
    }

    [Fact]
    public async Task A_publication_and_every_later_change_of_tags_is_held_to_it()
    {
        await using var world = await StartAsync();
        var (services, connections) = (world.Get<EndpointServiceCommands>(), world.Get<ConnectionCommands>());
        var service = await world.StoreServiceAsync(Cancel);
        var checkout = Inputs.Checkout(world.Seed, service);
        var connection = (await connections.RequestAsync(world.Cast.Chen, checkout, null, Cancel)).Id;
        var tags = world.Get<MandatoryTagCommands>();
        await tags.RequireInAccountAsync(world.Cast.Priya, world.Seed.Account("payments-prod").AccountId, Key, ProdOrTest, Cancel);
        await tags.RequireInAccountAsync(world.Cast.Chen, checkout.AccountId!, Key, ProdOrTest, Cancel);

        var another = Inputs.PaymentsApi(world.Seed) with { Name = "Another" };
        Assert.Contains("tags.Stage", await WrongFieldsAsync(() => services.PublishAsync(world.Cast.Priya, another, null, Cancel)));
        foreach (var wrong in new[] { new Dictionary<string, string?>(), Tagged(""), Tagged("live") })
        {
            Assert.Equal(
                ["tags.Stage"],
                await WrongFieldsAsync(() => services.DescribeAsync(world.Cast.Priya, service, null, new(null, null, null, null, null, wrong), Cancel)));
            Assert.Equal(
                ["tags.Stage"], await WrongFieldsAsync(() => connections.DescribeAsync(world.Cast.Chen, connection, null, new(null, wrong, null), Cancel)));
        }

        await services.DescribeAsync(world.Cast.Priya, service, null, new(null, null, null, null, null, Tagged("prod")), Cancel);
        await connections.DescribeAsync(world.Cast.Chen, connection, null, new(null, Tagged("test"), null), Cancel);
    }

    [Fact]
    public async Task Two_who_ask_for_the_same_tag_are_both_contented_or_told_that_nothing_does()
    {
        await using var world = await StartAsync();
        var checkout = Inputs.Checkout(world.Seed, await world.StoreServiceAsync(Cancel));
        var tags = world.Get<MandatoryTagCommands>();
        await tags.RequireInAccountAsync(world.Cast.Chen, checkout.AccountId!, Key, ProdOrTest, Cancel);
        await tags.RequireOfTeamAsync(world.Cast.Nora, world.Cast.Storefront.Id, Key, new(["test", "live"]), Cancel);

        Assert.Equal(
            ["test"],
            Assert.Single((await world.Get<AccountQueries>().AskedTagsAsync(world.Cast.Chen, checkout.AccountId!, world.Cast.Storefront.Id, Cancel))).Values);
        var preview = world.Get<ConnectionCommands>();
        Assert.Equal(["tags.Stage"], await WrongFieldsAsync(() => preview.PreviewAsync(world.Cast.Chen, checkout with { Tags = Tagged("prod") }, Cancel)));
        await preview.PreviewAsync(world.Cast.Chen, checkout with { Tags = Tagged("test") }, Cancel);
    }

    [Fact]
    public async Task Only_the_accounts_team_and_network_admins_ask_and_the_history_tells_what_was_asked()
    {
        await using var world = await StartAsync();
        var (tags, accounts) = (world.Get<MandatoryTagCommands>(), world.Get<AccountCommands>());
        var (account, team) = (world.Seed.Account("storefront-prod").AccountId, world.Cast.Storefront.Id);
        await Assert.ThrowsAsync<SubjectNotFoundException>(() => tags.RequireInAccountAsync(world.Cast.Priya, account, Key, ProdOrTest, Cancel));
        await Assert.ThrowsAsync<AccessRefusedException>(() => tags.RequireInAccountAsync(world.Cast.Tomas, account, Key, ProdOrTest, Cancel));
        await Assert.ThrowsAsync<AccessRefusedException>(() => tags.RequireOfTeamAsync(world.Cast.Chen, team, Key, ProdOrTest, Cancel));
        await Assert.ThrowsAsync<AccessRefusedException>(() => tags.ForgetOfTeamAsync(world.Cast.Chen, team, Key, Cancel));

        await tags.RequireInAccountAsync(world.Cast.Chen, account, Key, ProdOrTest, Cancel);
        await tags.RequireInAccountAsync(world.Cast.Nora, account, Key, ProdOrTest, Cancel);
        await tags.RequireInAccountAsync(world.Cast.Nora, account, Key, new([]), Cancel);
        await accounts.ForgetTagAsync(world.Cast.Chen, account, Key, Cancel);
        await tags.RequireOfTeamAsync(world.Cast.Nora, team, Key, ProdOrTest, Cancel);
        await tags.ForgetOfTeamAsync(world.Cast.Nora, team, Key, Cancel);
        await tags.ForgetOfTeamAsync(world.Cast.Nora, team, Key, Cancel);

        await using var context = world.Open();
        Assert.Empty(context.MandatoryTags);
        var history = await context.AuditRows.Where(row => row.Action.Contains(".tag.")).OrderBy(row => row.Id).ToListAsync(Cancel);
        Assert.Equal(
            ["account.tag.require", "account.tag.require", "account.tag.forget", "team.tag.require", "team.tag.forget"], history.Select(row => row.Action));
        Assert.All(history.Take(3), row => Assert.Equal((SubjectKind.Account, account), (row.SubjectKind, row.SubjectId)));
    }

    [Fact]
    public async Task What_AWS_would_not_take_as_a_tag_is_refused_beside_its_field()
    {
        await using var world = await StartAsync();
        var account = world.Seed.Account("storefront-prod").AccountId;
        Task<IReadOnlyList<string>> WrongAsync(string? key, params string?[] values) => WrongFieldsAsync(
            () => world.Get<MandatoryTagCommands>().RequireInAccountAsync(world.Cast.Chen, account, key, new(values), Cancel));

        Assert.Equal(["key"], await WrongAsync(" "));
        Assert.Equal(["key"], await WrongAsync("aws:cost"));
        Assert.Equal(["key"], await WrongAsync("privatelink-portal:installation"));
        Assert.Equal(["key", "values[0]", "values[2]"], await WrongAsync("a*b", "", "fine", "x\ny"));
        Assert.Equal(["values"], await WrongAsync("Stage", [.. Enumerable.Range(0, 51).Select(number => $"{number}")]));
        for (var number = 0; number < 20; number++)
        {
            await world.Get<MandatoryTagCommands>().RequireInAccountAsync(world.Cast.Chen, account, $"Tag{number}", new(null), Cancel);
        }

        Assert.Equal(["key"], await WrongAsync("OneMore"));
    }

    [Fact]
    public async Task Whoever_registers_the_account_anew_is_asked_for_nothing_that_the_earlier_team_wanted()
    {
        await using var world = await StartAsync();
        var account = world.Seed.Account("storefront-prod").AccountId;
        await world.Get<MandatoryTagCommands>().RequireInAccountAsync(world.Cast.Chen, account, Key, ProdOrTest, Cancel);
        await world.Get<AccountCommands>().RetireAsync(world.Cast.Chen, account, Cancel);

        await world.Get<AccountOnboarding>().RegisterAsync(world.Cast.Amara, new(account, "ours", "us-east-1", null), null, Cancel);

        await using var context = world.Open();
        Assert.Empty(context.MandatoryTags);
    }

    private static Dictionary<string, string?> Tagged(string value) => new() { [Key] = value };
}
