using Amazon.EC2;
using Amazon.EC2.Model;
using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Domain.Provisioning;
using Portal.Domain.Reviews;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.UnclaimedEndpoints;
using Portal.Testing.Worlds;

namespace Portal.Jobs.Tests.Reconciling;

/// <summary>An endpoint that somebody has made by hand in a managed account becomes a connection once people have approved that.</summary>
public sealed class AdoptionTests(PortalCluster cluster) : Engine(cluster)
{
    private const string Storefront = AdoptionStory.Account;

    private static readonly TimeSpan NextResync = new JobsOptions().ResyncInterval + TimeSpan.FromSeconds(1);

    [Fact]
    public async Task An_approved_endpoint_is_tagged_before_it_is_accepted_and_lives_and_ends_like_any_other()
    {
        await using var world = await StartAsync();
        var (service, endpoint) = await world.ByHandAsync(Cancel);
        await world.Ec2(Storefront).CreateTagsAsync(new CreateTagsRequest { Resources = [endpoint], Tags = [new("CostCentre", "4711")] }, Cancel);
        var since = (await world.Aws.LedgerAsync(Cancel)).Max(call => call.Seq);

        var id = await world.AdoptAsync(endpoint, Cancel);
        var review = await world.ReviewAsync(id, Cancel);
        Assert.Equal((ReviewPurpose.Adopt, endpoint), (review.Purpose, review.Change!.Fields.Single(one => one.Field == "Endpoint").After));
        Assert.Empty(await UnclaimedAsync(world));
        await world.SettleAsync(Cancel);
        Assert.Empty(await world.Aws.PortalWritesAsync(Cancel, since));

        await world.ApproveAsync(id, Cancel);
        await world.SettleAsync(Cancel);

        var connection = await world.ConnectionAsync(id, Cancel);
        Assert.Equal((ConnectionStage.Available, endpoint, "available"), (connection.Stage, connection.VpcEndpointId, await StateAsync(world, endpoint)));
        Assert.Equal(
            ["CreateTags", "AcceptVpcEndpointConnections"], (await world.Aws.PortalWritesAsync(Cancel, since)).Select(call => call.Action));
        var adopted = Assert.Single(await world.OperationsAsync(id, Cancel), row => row.StepKey == "endpoint.adopt");
        Assert.Equal((OperationOutcome.Succeeded, endpoint), (adopted.Outcome, adopted.ResultId));
        var tags = await TagsAsync(world, endpoint);
        Assert.Equal(
            (world.Installation.Value.ToString(), id.ToString(), adopted.Id.ToString(), "4711"),
            (tags[PortalTags.Installation], tags[PortalTags.Connection], tags[PortalTags.Operation], tags["CostCentre"]));
        Assert.False(tags.ContainsKey("Name"));
        Assert.Equal(SyncState.InSync, (await world.WorkAsync(SubjectKind.Connection, id, Cancel)).Conditions.Sync);

        // What belongs to it is put back as of any other.
        await world.Ec2(Storefront).DeleteTagsAsync(new DeleteTagsRequest { Resources = [endpoint], Tags = [new(PortalTags.Connection)] }, Cancel);
        await world.PassAsync(NextResync, Cancel);
        await world.SettleAsync(Cancel);
        Assert.Equal(id.ToString(), (await TagsAsync(world, endpoint))[PortalTags.Connection]);

        await world.DeleteAsync(id, Cancel);
        await world.SettleAsync(Cancel);
        Assert.Equal(ConnectionStage.Deleted, (await world.ConnectionAsync(id, Cancel)).Stage);
        Assert.True(await StateAsync(world, endpoint) is null or "deleted");
        await AssertBooksBalanceAsync(world);
        Assert.Equal(service, connection.ServiceId);
    }

    [Fact]
    public async Task A_rejected_review_leaves_the_endpoint_unclaimed_and_untouched()
    {
        await using var world = await StartAsync();
        var (_, endpoint) = await world.ByHandAsync(Cancel);
        var id = await world.AdoptAsync(endpoint, Cancel);

        await world.DecideAsync(id, world.Cast.Nora, "deny", Cancel);
        await world.SettleAsync(Cancel);

        Assert.Equal(ConnectionStage.Denied, (await world.ConnectionAsync(id, Cancel)).Stage);
        Assert.True(Assert.Single(await UnclaimedAsync(world)).IsAdoptable);
        Assert.DoesNotContain(await TagsAsync(world, endpoint), tag => PortalTags.IsOwn(tag.Key));
        Assert.NotEqual(id, await world.AdoptAsync(endpoint, Cancel));
    }

    [Fact]
    public async Task An_endpoint_that_is_deleted_meanwhile_blocks_with_a_way_out_and_nothing_is_made_in_its_place()
    {
        await using var world = await StartAsync();
        var (_, endpoint) = await world.ByHandAsync(Cancel);
        var id = await world.AdoptAsync(endpoint, Cancel);
        await world.DeleteEndpointAsync(endpoint, Cancel, Storefront);
        await world.ApproveAsync(id, Cancel);
        await world.SettleAsync(Cancel);

        var blocked = (await world.WorkAsync(SubjectKind.Connection, id, Cancel)).Conditions.Blocked!;
        Assert.Contains("it was deleted", blocked.Cause, StringComparison.Ordinal);
        Assert.Equal((Party.Consumer, WayOut.DeleteConnection), (blocked.Owner, blocked.WayOut));
        Assert.Empty(await world.OperationsAsync(id, Cancel));

        await world.DeleteAsync(id, Cancel);
        await world.SettleAsync(Cancel);
        Assert.Equal(ConnectionStage.Deleted, (await world.ConnectionAsync(id, Cancel)).Stage);
        await AssertBooksBalanceAsync(world);
    }

    [Fact]
    public async Task One_that_is_deleted_between_the_look_and_the_call_is_not_taken_for_taken_over()
    {
        await using var world = await StartAsync();
        var (_, endpoint) = await world.ByHandAsync(Cancel);
        var id = await world.AdoptAsync(endpoint, Cancel);
        await world.ApproveAsync(id, Cancel);
        var hold = await world.Aws.HoldAsync("CreateTags", HoldWhen.Before, Cancel, world.Seed.Account(Storefront).AccountId);
        var running = world.RunDueAsync(Cancel);
        await hold.CaughtAsync(Cancel);
        await world.DeleteEndpointAsync(endpoint, Cancel, Storefront);
        await hold.ReleaseAsync(Cancel);
        await running;
        await world.SettleAsync(Cancel);

        Assert.Equal(ConnectionStage.Provisioning, (await world.ConnectionAsync(id, Cancel)).Stage);
        Assert.NotNull((await world.WorkAsync(SubjectKind.Connection, id, Cancel)).Conditions.Blocked);
        Assert.DoesNotContain(await world.OperationsAsync(id, Cancel), row => row.StepKey == "endpoint.create");
        await AssertBooksBalanceAsync(world);
    }

    [Fact]
    public async Task One_that_was_changed_since_it_was_approved_is_not_touched_until_it_is_as_approved()
    {
        await using var world = await StartAsync();
        var (_, endpoint) = await world.ByHandAsync(Cancel);
        var id = await world.AdoptAsync(endpoint, Cancel);
        var group = world.Seed.Account(Storefront).Vpcs[0].SecurityGroups[1].GroupId;
        await world.Ec2(Storefront).ModifyVpcEndpointAsync(new() { VpcEndpointId = endpoint, AddSecurityGroupIds = [group] }, Cancel);
        await world.ApproveAsync(id, Cancel);
        await world.SettleAsync(Cancel);

        var blocked = (await world.WorkAsync(SubjectKind.Connection, id, Cancel)).Conditions.Blocked!;
        Assert.Contains(group, blocked.Cause, StringComparison.Ordinal);
        Assert.Empty(await world.OperationsAsync(id, Cancel));

        await world.Ec2(Storefront).ModifyVpcEndpointAsync(new() { VpcEndpointId = endpoint, RemoveSecurityGroupIds = [group] }, Cancel);
        await world.Get<ConnectionCommands>().RetryAsync(world.Cast.Chen, id, null, Cancel);
        await world.SettleAsync(Cancel);
        Assert.Equal(ConnectionStage.Available, (await world.ConnectionAsync(id, Cancel)).Stage);
    }

    [Fact]
    public async Task What_carries_somebody_elses_tags_is_refused_at_the_request_and_again_before_the_first_call()
    {
        await using var world = await StartAsync();
        var (_, endpoint) = await world.ByHandAsync(Cancel);
        var other = Guid.CreateVersion7(world.Clock.GetUtcNow()).ToString();
        var foreign = new CreateTagsRequest { Resources = [endpoint], Tags = [new(PortalTags.Installation, other)] };
        await world.Ec2(Storefront).CreateTagsAsync(foreign, Cancel);
        var refused = await Assert.ThrowsAsync<InvalidInputException>(() => world.AdoptAsync(endpoint, Cancel));
        Assert.Contains("tags of another connection or installation", Assert.Single(refused.Errors).Message, StringComparison.Ordinal);

        await world.Ec2(Storefront).DeleteTagsAsync(new DeleteTagsRequest { Resources = [endpoint] }, Cancel);
        var id = await world.AdoptAsync(endpoint, Cancel);
        await world.Ec2(Storefront).CreateTagsAsync(foreign, Cancel);
        await world.ApproveAsync(id, Cancel);
        await world.SettleAsync(Cancel);

        Assert.Equal(WayOut.Endpoints, (await world.WorkAsync(SubjectKind.Connection, id, Cancel)).Conditions.Blocked!.WayOut);
        Assert.Empty(await world.OperationsAsync(id, Cancel));
        Assert.Equal(other, (await TagsAsync(world, endpoint))[PortalTags.Installation]);
    }

    [Fact]
    public async Task Only_the_accounts_own_team_and_network_admins_ask_for_it_and_everything_that_is_wrong_is_said_at_once()
    {
        await using var world = await StartAsync();
        var (_, endpoint) = await world.ByHandAsync(Cancel);
        var adoption = world.Get<EndpointAdoption>();

        await Assert.ThrowsAsync<AccessRefusedException>(() => adoption.AdoptAsync(world.Cast.Priya, endpoint, new("Mine."), null, Cancel));
        await Assert.ThrowsAsync<SubjectNotFoundException>(() => adoption.AdoptAsync(world.Cast.Amara, endpoint, new("Mine."), null, Cancel));
        await Assert.ThrowsAsync<SubjectNotFoundException>(() => adoption.AdoptAsync(world.Cast.Chen, "vpce-0", new("Which?"), null, Cancel));
        var refused = await Assert.ThrowsAsync<InvalidInputException>(
            () => adoption.AdoptAsync(world.Cast.Chen, endpoint, new(" ", world.Clock.GetUtcNow().AddDays(-1), "a\u202Eb"), null, Cancel));
        Assert.Equal(["justification", "endsAt", "externalReference"], refused.Errors.Select(error => error.Field));

        var id = await world.AdoptAsync(endpoint, Cancel, world.Cast.Nora);
        Assert.Equal((await world.ConnectionAsync(id, Cancel)).ConsumerTeamId, world.Cast.Chen.TeamIds.Single());
        // Who asks decides nothing, and what is asked for once is nobody else's.
        await Assert.ThrowsAsync<DomainException>(() => world.DecideAsync(id, world.Cast.Nora, "approve", Cancel));
        await Assert.ThrowsAsync<SubjectNotFoundException>(() => world.AdoptAsync(endpoint, Cancel));
    }

    [Fact]
    public async Task Of_two_who_ask_at_once_one_gets_it()
    {
        await using var world = await StartAsync();
        var (_, endpoint) = await world.ByHandAsync(Cancel);

        // Both have found it before either of them is written down.
        var hold = await world.Aws.HoldAsync("DescribeVpcEndpoints", HoldWhen.Before, Cancel, world.Seed.Account(Storefront).AccountId, times: 2);
        var asking = Task.WhenAll(Enumerable.Range(0, 2).Select(_ => AskedAsync()));
        await hold.CaughtAsync(Cancel);
        await hold.ReleaseAsync(Cancel);
        var asked = await asking;

        Assert.Single(asked, one => one);
        await using var context = world.Open();
        Assert.Single(await context.Connections.Where(connection => connection.VpcEndpointId == endpoint).ToListAsync(Cancel));

        async Task<bool> AskedAsync()
        {
            try
            {
                await world.AdoptAsync(endpoint, Cancel);
                return true;
            }
            catch (Exception refused) when (refused is DomainException or SubjectNotFoundException)
            {
                return false;
            }
        }
    }

    [Fact]
    public async Task An_endpoint_in_an_account_without_a_role_cannot_be_adopted_and_says_what_to_do()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        await world.AwaitedAsync(service, Cancel);
        var endpoint = await world.ArrivedAsync(service, Cancel, "analytics-partner");

        Assert.False(Assert.Single(await UnclaimedAsync(world)).IsAdoptable);
        var refused = await Assert.ThrowsAsync<InvalidInputException>(() => world.AdoptAsync(endpoint, Cancel, world.Cast.Amara));
        Assert.Contains("enter the endpoint's id there", Assert.Single(refused.Errors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_deletes_it_before_it_was_taken_over_leaves_the_endpoint_where_it_is()
    {
        await using var world = await StartAsync();
        var (_, endpoint) = await world.ByHandAsync(Cancel);
        var id = await world.AdoptAsync(endpoint, Cancel);
        await world.ApproveAsync(id, Cancel);
        await world.DeleteAsync(id, Cancel);
        await world.SettleAsync(Cancel);

        Assert.Equal(ConnectionStage.Deleted, (await world.ConnectionAsync(id, Cancel)).Stage);
        Assert.Equal("pendingAcceptance", await StateAsync(world, endpoint));
        Assert.Empty(await world.OperationsAsync(id, Cancel));
        Assert.Equal(endpoint, Assert.Single(await UnclaimedAsync(world)).VpcEndpointId);
    }

    private static Task<IReadOnlyList<UnclaimedEndpointView>> UnclaimedAsync(PortalWorld world) =>
        world.Get<UnclaimedEndpointQueries>().ListAsync(world.Cast.Priya, Cancel);

    private static Task<string?> StateAsync(PortalWorld world, string endpoint) => world.StateAsync(endpoint, Cancel, Storefront);

    private static async Task<Dictionary<string, string>> TagsAsync(PortalWorld world, string endpoint) =>
        (await world.Ec2(Storefront).DescribeVpcEndpointsAsync(new() { VpcEndpointIds = [endpoint] }, Cancel)).VpcEndpoints[0].Tags?
            .ToDictionary(tag => tag.Key, tag => tag.Value) ?? [];
}
