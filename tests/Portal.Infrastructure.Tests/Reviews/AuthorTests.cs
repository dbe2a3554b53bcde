using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.Connections;
using Portal.Domain.Reviews;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Reviews;
using Portal.Infrastructure.Security;
using Portal.Infrastructure.Tests.Data;
using Portal.Testing.Worlds;

namespace Portal.Infrastructure.Tests.Reviews;

/// <summary>Nobody approves what they had a hand in, whichever way they go about it.</summary>
public sealed class AuthorTests(PortalCluster cluster) : WorldTest(cluster)
{
    private const string EarlierRound = "You asked for an earlier round of this request, so somebody else has to approve it.";
    private const string Edited = "You changed what this request says, so somebody else has to approve it.";

    [Fact]
    public async Task Who_asked_first_does_not_approve_the_round_that_a_team_mate_submitted()
    {
        await using var world = await StartAsync();
        var both = await BothAsync(world);
        var service = await world.StoreServiceAsync(Cancel);
        var id = await world.RequestAsync(service, Cancel, by: both);
        await world.DecideAsync(id, world.Cast.Nora, "requestChanges", Cancel);
        await ResubmitAsync(world, id, service, world.Cast.Chen);

        await IsBarredAsync(world, id, both, EarlierRound);
        Assert.Null(await WhyNotAsync(world, id, world.Cast.Nora));
    }

    [Fact]
    public async Task Who_decided_and_then_submits_again_approves_no_later_round()
    {
        await using var world = await StartAsync();
        var service = await world.StoreServiceAsync(Cancel);
        var id = await world.RequestAsync(service, Cancel);
        await world.DecideAsync(id, world.Cast.Nora, "approve", Cancel);
        await world.DecideAsync(id, world.Cast.Priya, "requestChanges", Cancel);
        var nora = world.Cast.Nora with { Memberships = [new(world.Cast.Storefront.Id, [TeamRole.Consumer])] };
        await ResubmitAsync(world, id, service, nora);
        await world.DecideAsync(id, world.Cast.Nils, "requestChanges", Cancel);
        await ResubmitAsync(world, id, service, world.Cast.Chen);

        await IsBarredAsync(world, id, nora, EarlierRound);
    }

    [Fact]
    public async Task Who_asked_for_the_connection_or_another_end_decides_on_no_end()
    {
        await using var world = await StartAsync();
        var both = await BothAsync(world);
        var id = await world.ApprovedAsync(await world.StoreServiceAsync(Cancel), Cancel, by: both);
        await RenewAsync(world, id, world.Cast.Nils, 30);

        await IsBarredAsync(world, id, both, EarlierRound);
        await world.DecideAsync(id, world.Cast.Nora, "deny", Cancel);
        await RenewAsync(world, id, world.Cast.Chen, 60);
        await IsBarredAsync(world, id, world.Cast.Nils, EarlierRound);
    }

    [Fact]
    public async Task Who_changed_what_a_request_says_does_not_approve_it()
    {
        await using var world = await StartAsync();
        var service = await world.StoreServiceAsync(Cancel);
        var id = await world.RequestAsync(service, Cancel);
        await world.Get<ConnectionCommands>().DescribeAsync(world.Cast.Nora, id, null, new(null, null, "CHG-1"), Cancel);

        await IsBarredAsync(world, id, world.Cast.Nora, Edited);
    }

    [Fact]
    public async Task Who_has_decided_does_not_change_what_the_others_still_decide_on()
    {
        await using var world = await StartAsync();
        var id = await world.RequestAsync(await world.StoreServiceAsync(Cancel), Cancel);
        await world.DecideAsync(id, world.Cast.Nora, "approve", Cancel);

        await Assert.ThrowsAsync<DomainException>(
            () => world.Get<ConnectionCommands>().DescribeAsync(world.Cast.Nora, id, null, new(null, null, "CHG-1"), Cancel));

        Assert.Null((await world.ConnectionAsync(id, Cancel)).ExternalReference);
        await world.Get<ConnectionCommands>().DescribeAsync(world.Cast.Chen, id, null, new(null, null, "CHG-1"), Cancel);
        await world.DecideAsync(id, world.Cast.Priya, "approve", Cancel);
        Assert.Equal(ConnectionStage.Provisioning, (await world.ConnectionAsync(id, Cancel)).Stage);
    }

    [Fact]
    public async Task One_person_under_two_tokens_is_one_person()
    {
        await using var world = await StartAsync();
        var both = await BothAsync(world);
        var identities = world.Get<Identities>();
        var first = (await identities.OfTokenAsync(await world.IssueTokenAsync(both, Cancel), Cancel))?.Actor;
        var second = (await identities.OfTokenAsync(await world.IssueTokenAsync(both, Cancel), Cancel))?.Actor;
        var id = await world.RequestAsync(await world.StoreServiceAsync(Cancel), Cancel, by: first);

        await IsBarredAsync(world, id, second!, "You asked for this yourself; somebody else has to decide.");
    }

    [Fact]
    public async Task An_approval_of_somebody_who_may_no_longer_approve_does_not_count_and_everybody_is_asked_anew()
    {
        await using var world = await StartAsync();
        var id = await world.RequestAsync(await world.StoreServiceAsync(Cancel), Cancel);
        await world.DecideAsync(id, world.Cast.Nora, "approve", Cancel);
        var first = await world.ReviewAsync(id, Cancel);
        await world.SetPortalRolesAsync(world.Cast.Nora, Cancel);

        await world.DecideAsync(id, world.Cast.Priya, "approve", Cancel);

        var second = await world.ReviewAsync(id, Cancel);
        Assert.Equal(
            (first.Round + 1, ReviewState.Open, ConnectionStage.AwaitingApproval),
            (second.Round, second.State, (await world.ConnectionAsync(id, Cancel)).Stage));
        await world.DecideAsync(id, world.Cast.Nils, "approve", Cancel);
        await world.DecideAsync(id, world.Cast.Priya, "approve", Cancel);
        Assert.Equal(ConnectionStage.Provisioning, (await world.ConnectionAsync(id, Cancel)).Stage);
    }

    [Fact]
    public async Task Another_end_is_asked_anew_when_who_approved_it_may_no_longer_approve()
    {
        await using var world = await StartAsync();
        var id = await world.ApprovedAsync(await world.StoreServiceAsync(Cancel), Cancel);
        await RenewAsync(world, id, world.Cast.Chen, 30);
        await world.DecideAsync(id, world.Cast.Nora, "approve", Cancel);
        await world.SetPortalRolesAsync(world.Cast.Nora, Cancel);

        await world.DecideAsync(id, world.Cast.Priya, "approve", Cancel);

        var connection = await world.ConnectionAsync(id, Cancel);
        Assert.Equal((ReviewState.Open, (DateTimeOffset?)null), ((await world.ReviewAsync(id, Cancel)).State, connection.EndsAt));
        Assert.NotNull(connection.ProposedEndsAt);
    }

    [Theory]
    [InlineData(" 0")]
    [InlineData("0")]
    [InlineData("approve ")]
    [InlineData("approve,deny")]
    [InlineData("")]
    public async Task What_is_not_one_of_the_words_is_no_decision(string decision)
    {
        await using var world = await StartAsync();
        var id = await world.RequestAsync(await world.StoreServiceAsync(Cancel), Cancel);

        var wrong = await Assert.ThrowsAsync<InvalidInputException>(() => world.DecideAsync(id, world.Cast.Nora, decision, Cancel));

        var error = Assert.Single(wrong.Errors);
        Assert.Equal(("decision", "Use one of approve, deny, requestChanges.", true), (error.Field, error.Message, error.IsUnknownWord));
        Assert.Empty((await world.ReviewAsync(id, Cancel)).Decisions);
    }

    private static Task<Actor> BothAsync(PortalWorld world) =>
        world.MeetAsync("bo", Cancel, [new(world.Cast.Storefront.Id, [TeamRole.Consumer])], PortalRole.NetworkAdmin);

    private static Task<Receipt> ResubmitAsync(PortalWorld world, Guid id, Guid service, Actor by) =>
        world.Get<ConnectionCommands>().ResubmitAsync(by, id, Inputs.Checkout(world.Seed, service), null, Cancel);

    private static Task<Receipt> RenewAsync(PortalWorld world, Guid id, Actor by, int days) =>
        world.Get<ConnectionCommands>().RenewAsync(by, id, new(world.Clock.GetUtcNow().AddDays(days)), null, Cancel);

    private static async Task<string?> WhyNotAsync(PortalWorld world, Guid id, Actor who) =>
        (await world.Get<ReviewQueries>().GetAsync(who, (await world.ReviewAsync(id, Cancel)).Id, Cancel)).WhyNotYou;

    /// <summary>Neither is the decision offered, in the list or on its own, nor is any taken.</summary>
    private static async Task IsBarredAsync(PortalWorld world, Guid id, Actor who, string because)
    {
        var review = await world.ReviewAsync(id, Cancel);
        Assert.Equal(because, await WhyNotAsync(world, id, who));
        var listed = await world.Get<ReviewQueries>().ListAsync(who, ReviewFilter.At(ReviewState.Open), null, null, Cancel);
        Assert.Equal(because, listed.Items.Single(item => item.Id == review.Id).WhyNotYou);
        foreach (var decision in new[] { "approve", "deny", "requestChanges" })
        {
            Assert.Equal(because, (await Assert.ThrowsAsync<DomainException>(() => world.DecideAsync(id, who, decision, Cancel))).Message);
        }

        Assert.Equal(review.Decisions, (await world.ReviewAsync(id, Cancel)).Decisions);
    }
}
