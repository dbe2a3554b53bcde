using Portal.Domain;
using Portal.Domain.EndpointServices;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.EndpointServices;
using Portal.Infrastructure.Tests.Data;
using Portal.Testing.Worlds;

namespace Portal.Infrastructure.Tests.EndpointServices;

public sealed class AudienceTests(PortalCluster cluster) : WorldTest(cluster)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_team_that_is_not_named_neither_sees_nor_requests_the_service(bool namesTeam)
    {
        await using var world = await StartAsync();
        var cast = world.Cast;
        var audience = namesTeam ? new Audience(false, [cast.Analytics.Id], []) : new Audience(false, [], [world.Seed.Account("analytics-prod").AccountId]);
        var id = await world.StoreServiceAsync(Cancel, visibility: audience);
        var queries = world.Get<EndpointServiceQueries>();
        foreach (var outsider in new[] { cast.Chen, cast.Viktor, cast.Stranger })
        {
            Assert.Empty((await queries.ListAsync(outsider, null, null, null, Cancel)).Items);
            await Assert.ThrowsAsync<SubjectNotFoundException>(() => queries.GetAsync(outsider, id, Cancel));
        }

        var commands = world.Get<ConnectionCommands>();
        Assert.Equal(["serviceId"], await WrongFieldsAsync(() => commands.PreviewAsync(cast.Chen, Inputs.Checkout(world.Seed, id), Cancel)));
        Assert.Equal(["serviceId"], await WrongFieldsAsync(() => world.RequestAsync(id, Cancel)));
        foreach (var insider in new[] { cast.Amara, cast.Priya, cast.Nora, cast.Tomas })
        {
            Assert.Equal(id, Assert.Single((await queries.ListAsync(insider, null, null, null, Cancel)).Items).Id);
        }

        await world.RequestAsync(id, Cancel, Inputs.Reporting(world.Seed, id), cast.Amara);
    }

    [Fact]
    public async Task Only_requests_of_teams_and_accounts_that_are_named_need_no_decision_of_the_provider()
    {
        await using var world = await StartAsync();
        var ofTeam = await world.StoreServiceAsync(Cancel, "For a team", autoApproval: new(false, [world.Cast.Analytics.Id], []));
        var ofAccount = await world.StoreServiceAsync(
            Cancel, "For an account", autoApproval: new(false, [], [world.Seed.Account("storefront-staging").AccountId]));

        Assert.Equal(1, await LevelsAsync(world, await world.RequestAsync(ofTeam, Cancel, Inputs.Reporting(world.Seed, ofTeam), world.Cast.Amara)));
        Assert.Equal(2, await LevelsAsync(world, await world.RequestAsync(ofTeam, Cancel)));
        Assert.Equal(1, await LevelsAsync(world, await world.RequestAsync(ofAccount, Cancel, Inputs.Staging(world.Seed, ofAccount))));
        Assert.Equal(2, await LevelsAsync(world, await world.RequestAsync(ofAccount, Cancel)));
    }

    private static async Task<int> LevelsAsync(PortalWorld world, Guid id) => (await world.ReviewAsync(id, Cancel)).Levels.Count;
}
