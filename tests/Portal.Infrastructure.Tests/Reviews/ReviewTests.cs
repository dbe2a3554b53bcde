using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Reviews;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.Reviews;
using Portal.Infrastructure.Tests.Data;
using Portal.Testing.Worlds;

namespace Portal.Infrastructure.Tests.Reviews;

public sealed class ReviewTests(PortalCluster cluster) : WorldTest(cluster)
{
    [Fact]
    public async Task Network_admins_decide_first_then_providers_and_only_the_last_approval_starts_the_work()
    {
        await using var world = await StartAsync();
        var id = await world.RequestAsync(await world.StoreServiceAsync(Cancel), Cancel);

        await Assert.ThrowsAsync<DomainException>(() => world.DecideAsync(id, world.Cast.Priya, "approve", Cancel));
        await world.DecideAsync(id, world.Cast.Nora, "approve", Cancel);
        Assert.Equal(ConnectionStage.AwaitingApproval, (await world.ConnectionAsync(id, Cancel)).Stage);
        await Assert.ThrowsAsync<DomainException>(() => world.DecideAsync(id, world.Cast.Nils, "approve", Cancel));
        await world.DecideAsync(id, world.Cast.Priya, "approve", Cancel);

        var connection = await world.ConnectionAsync(id, Cancel);
        Assert.Equal((ConnectionStage.Provisioning, connection.Effects.PlanHash), (connection.Stage, connection.ApprovedPlanHash));
        await using var context = world.Open();
        var grant = Assert.Single(context.Grants);
        Assert.Equal((id, connection.Spec.PrincipalArn), (grant.ConnectionId, grant.PrincipalArn));
        Assert.Equal(2, context.Work.Count(work => work.DueAt != null));
        await Assert.ThrowsAsync<DomainException>(() => world.DecideAsync(id, world.Cast.Nils, "deny", Cancel));
    }

    [Fact]
    public async Task Nobody_decides_on_what_they_asked_for_and_nobody_decides_twice()
    {
        await using var world = await StartAsync();
        var service = await world.StoreServiceAsync(Cancel);
        var both = world.Cast.Chen with { PortalRoles = [PortalRole.NetworkAdmin] };
        var id = await world.RequestAsync(service, Cancel, by: both);

        await Assert.ThrowsAsync<DomainException>(() => world.DecideAsync(id, both, "approve", Cancel));
        var everything = world.Cast.Priya with { PortalRoles = [PortalRole.NetworkAdmin] };
        await world.DecideAsync(id, everything, "approve", Cancel);
        await Assert.ThrowsAsync<DomainException>(() => world.DecideAsync(id, everything, "approve", Cancel));

        Assert.Equal(ConnectionStage.AwaitingApproval, (await world.ConnectionAsync(id, Cancel)).Stage);
    }

    [Fact]
    public async Task A_decision_on_another_plan_than_the_present_one_is_refused()
    {
        await using var world = await StartAsync();
        var id = await world.RequestAsync(await world.StoreServiceAsync(Cancel), Cancel);
        var review = await world.ReviewAsync(id, Cancel);

        await Assert.ThrowsAsync<SomeoneWasFasterException>(
            () => world.Get<ReviewCommands>().DecideAsync(world.Cast.Nora, review.Id, new("approve", null, new string('0', 64)), null, Cancel));

        Assert.Empty((await world.ReviewAsync(id, Cancel)).Decisions);
    }

    [Fact]
    public async Task Everything_that_is_wrong_with_a_decision_is_said_at_once()
    {
        await using var world = await StartAsync();
        var id = await world.RequestAsync(await world.StoreServiceAsync(Cancel), Cancel);
        var review = await world.ReviewAsync(id, Cancel);
        var commands = world.Get<ReviewCommands>();
        Assert.Equal(
            ["decision", "planHash", "reason"],
            await WrongFieldsAsync(() => commands.DecideAsync(world.Cast.Nora, review.Id, new("perhaps", new string('x', 2_001), null), null, Cancel)));
        Assert.Equal(
            ["decision"], await WrongFieldsAsync(() => commands.DecideAsync(world.Cast.Nora, review.Id, new("1", "x", review.PlanHash), null, Cancel)));
        Assert.Equal(
            ["reason"], await WrongFieldsAsync(() => commands.DecideAsync(world.Cast.Nora, review.Id, new("deny", " ", review.PlanHash), null, Cancel)));
        Assert.Equal(
            ["reason"],
            await WrongFieldsAsync(() => commands.DecideAsync(world.Cast.Nora, review.Id, new("requestChanges", null, review.PlanHash), null, Cancel)));
    }

    [Fact]
    public async Task A_denial_ends_the_request_and_nothing_becomes_due()
    {
        await using var world = await StartAsync();
        var id = await world.RequestAsync(await world.StoreServiceAsync(Cancel), Cancel);

        await world.DecideAsync(id, world.Cast.Nora, "deny", Cancel);

        Assert.Equal(ConnectionStage.Denied, (await world.ConnectionAsync(id, Cancel)).Stage);
        await using var context = world.Open();
        Assert.Empty(context.Grants);
        Assert.Empty(context.Work);
    }

    [Fact]
    public async Task A_policy_that_changed_while_people_decided_opens_another_round()
    {
        await using var world = await StartAsync();
        var service = await world.StoreServiceAsync(Cancel, autoApproval: Audience.All);
        var id = await world.RequestAsync(service, Cancel);
        var first = await world.ReviewAsync(id, Cancel);
        Assert.Single(first.Levels);
        await world.DescribeAsync(service, new(null, null, null, new(false, null, null), null), Cancel);

        await world.DecideAsync(id, world.Cast.Nora, "approve", Cancel);

        var second = await world.ReviewAsync(id, Cancel);
        Assert.Equal((2, ReviewState.Open, 2), (second.Round, second.State, second.Levels.Count));
        await using (var context = world.Open())
        {
            Assert.Equal(ReviewState.Void, context.Reviews.Single(review => review.Id == first.Id).State);
        }

        Assert.Equal(ConnectionStage.AwaitingApproval, (await world.ConnectionAsync(id, Cancel)).Stage);
        await world.ApproveAsync(id, Cancel);
        Assert.Equal(ConnectionStage.Provisioning, (await world.ConnectionAsync(id, Cancel)).Stage);
    }

    [Theory]
    [InlineData(EndpointServiceStage.Draining)]
    [InlineData(EndpointServiceStage.Withdrawing)]
    [InlineData(EndpointServiceStage.Withdrawn)]
    public async Task What_crosses_a_withdrawal_is_neither_approved_nor_submitted_again(EndpointServiceStage stage)
    {
        await using var world = await StartAsync();
        var service = await world.StoreServiceAsync(Cancel);
        var id = await world.RequestAsync(service, Cancel);
        await world.DecideAsync(id, world.Cast.Nora, "approve", Cancel);
        var changing = await world.RequestAsync(service, Cancel);
        await world.DecideAsync(changing, world.Cast.Nora, "requestChanges", Cancel);
        await world.SetStageAsync(service, stage, Cancel);

        var refused = await Assert.ThrowsAsync<DomainException>(() => world.DecideAsync(id, world.Cast.Priya, "approve", Cancel));
        Assert.Contains(stage.ToString(), refused.Message, StringComparison.Ordinal);
        Assert.Equal(
            ["serviceId"],
            await WrongFieldsAsync(
                () => world.Get<ConnectionCommands>().ResubmitAsync(world.Cast.Chen, changing, Inputs.Checkout(world.Seed, service), null, Cancel)));

        Assert.Equal(ConnectionStage.AwaitingApproval, (await world.ConnectionAsync(id, Cancel)).Stage);
        Assert.Equal(ConnectionStage.ChangesRequested, (await world.ConnectionAsync(changing, Cancel)).Stage);
    }

    [Fact]
    public async Task A_withdrawal_that_commits_while_a_request_or_an_approval_does_is_seen_by_it()
    {
        await using var world = await StartAsync();
        var service = await world.StoreServiceAsync(Cancel);
        var id = await world.RequestAsync(service, Cancel);
        await world.DecideAsync(id, world.Cast.Nora, "approve", Cancel);
        var changing = await world.RequestAsync(service, Cancel);
        await world.DecideAsync(changing, world.Cast.Nora, "requestChanges", Cancel);
        var input = Inputs.Checkout(world.Seed, service);

        await Assert.ThrowsAsync<InvalidInputException>(() => WhileWithdrawnAsync(world, service, () => world.RequestAsync(service, Cancel)));
        await Assert.ThrowsAsync<InvalidInputException>(
            () => WhileWithdrawnAsync(world, service, () => world.Get<ConnectionCommands>().ResubmitAsync(world.Cast.Chen, changing, input, null, Cancel)));
        await Assert.ThrowsAsync<DomainException>(() => WhileWithdrawnAsync(world, service, () => world.DecideAsync(id, world.Cast.Priya, "approve", Cancel)));

        await using var context = world.Open();
        Assert.Equal(2, context.Connections.Count());
        Assert.Empty(context.Grants);
        Assert.Equal(ConnectionStage.AwaitingApproval, (await world.ConnectionAsync(id, Cancel)).Stage);
        Assert.Equal(ConnectionStage.ChangesRequested, (await world.ConnectionAsync(changing, Cancel)).Stage);
    }

    /// <summary>Runs the command up to where it waits for a withdrawal under way, and lets that commit.</summary>
    private static async Task WhileWithdrawnAsync(PortalWorld world, Guid service, Func<Task> command)
    {
        Task running;
        await using (var context = world.Open())
        {
            await using var transaction = await context.Database.BeginTransactionAsync(Cancel);
            await context.EndpointServices.Where(row => row.Id == service)
                .ExecuteUpdateAsync(row => row.SetProperty(one => one.Stage, EndpointServiceStage.Draining), Cancel);
            running = Task.Run(command, Cancel);
            await Task.WhenAny(running, DatabaseSessions.WaitForLockAsync(world, "portal", Cancel));
            await transaction.CommitAsync(Cancel);
        }

        try
        {
            await running;
        }
        finally
        {
            await world.SetStageAsync(service, EndpointServiceStage.Available, Cancel);
        }
    }

    [Fact]
    public async Task Who_has_no_part_in_a_review_does_not_learn_of_it()
    {
        await using var world = await StartAsync();
        var id = await world.RequestAsync(await world.StoreServiceAsync(Cancel), Cancel);
        var review = await world.ReviewAsync(id, Cancel);
        var queries = world.Get<ReviewQueries>();
        foreach (var outsider in new[] { world.Cast.Viktor, world.Cast.Amara, world.Cast.Stranger })
        {
            await Assert.ThrowsAsync<SubjectNotFoundException>(() => queries.GetAsync(outsider, review.Id, Cancel));
            await Assert.ThrowsAsync<SubjectNotFoundException>(() => world.DecideAsync(id, outsider, "approve", Cancel));
            Assert.Empty((await queries.ListAsync(outsider, null, null, null, Cancel)).Items);
        }

        await Assert.ThrowsAsync<DomainException>(() => world.DecideAsync(id, world.Cast.Tomas, "approve", Cancel));
        Assert.NotNull((await queries.GetAsync(world.Cast.Chen, review.Id, Cancel)).WhyNotYou);
        Assert.Null((await queries.GetAsync(world.Cast.Nora, review.Id, Cancel)).WhyNotYou);
    }

    [Fact]
    public async Task Of_approve_deny_and_withdraw_at_once_exactly_one_wins()
    {
        await using var world = await StartAsync();
        var service = await world.StoreServiceAsync(Cancel, autoApproval: Audience.All);
        for (var round = 0; round < 25; round++)
        {
            var id = await world.RequestAsync(service, Cancel);
            var review = await world.ReviewAsync(id, Cancel);
            var seen = (await world.ConnectionAsync(id, Cancel)).Version;
            var reviews = world.Get<ReviewCommands>();
            using var start = new Barrier(3);
            async Task<string?> TryAsync(string name, Func<Task> act)
            {
                await Task.Yield();
                start.SignalAndWait(Cancel);
                try
                {
                    await act();
                    return name;
                }
                catch (DomainException)
                {
                    return null;
                }
            }

            var outcomes = await Task.WhenAll(
                TryAsync("Provisioning", () => reviews.DecideAsync(world.Cast.Nora, review.Id, new("approve", null, review.PlanHash), null, Cancel)),
                TryAsync("Denied", () => reviews.DecideAsync(world.Cast.Nils, review.Id, new("deny", "No.", review.PlanHash), null, Cancel)),
                TryAsync("Withdrawn", () => world.Get<ConnectionCommands>().DeleteAsync(world.Cast.Chen, id, seen, null, Cancel)));

            var connection = await world.ConnectionAsync(id, Cancel);
            Assert.Equal(connection.Stage.ToString(), Assert.Single(outcomes.OfType<string>()));
            await using var context = world.Open();
            Assert.Equal(connection.Stage == ConnectionStage.Provisioning ? 1 : 0, context.Grants.Count(grant => grant.ConnectionId == id));
            Assert.Equal(
                connection.Stage == ConnectionStage.Provisioning ? 1 : 0, context.Work.Count(work => work.Kind == SubjectKind.Connection && work.Id == id));
        }
    }
}
