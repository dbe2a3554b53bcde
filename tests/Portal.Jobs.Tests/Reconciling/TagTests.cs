using Amazon.EC2.Model;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.EndpointServices;
using Portal.Testing.Worlds;

namespace Portal.Jobs.Tests.Reconciling;

/// <summary>What people type as tags stands on every object from its creation, follows what they change, and never touches anybody else's.</summary>
public sealed class TagTests(PortalCluster cluster) : Engine(cluster)
{
    private static readonly TimeSpan NextResync = new JobsOptions().ResyncInterval + TimeSpan.FromSeconds(1);
    private static readonly Dictionary<string, string?> Typed = new() { ["CostCentre"] = "4711", ["Owner"] = "checkout" };

    [Fact]
    public async Task What_is_typed_stands_on_every_object_from_its_creation_with_a_readable_name()
    {
        await using var world = await StartAsync();
        var service = await PublishedAsync(world);
        var id = await ConnectedAsync(world, service);

        var all = await ServiceTagsAsync(world);
        all["endpoint"] = await EndpointTagsAsync(world, id);
        Assert.Equal(
            ["Payments API endpoint", "Payments API endpoint service", "Payments API listener 443", "Payments API load balancer",
                "Payments API target group 443"],
            all.Values.Select(tags => tags["Name"]).Order());
        Assert.All(all.Values, tags => Assert.Equal(("4711", "checkout", 6), (tags["CostCentre"], tags["Owner"], tags.Count)));
        // By the creations themselves: what an organisation demands is looked for in them.
        Assert.DoesNotContain(await world.Aws.PortalWritesAsync(Cancel), IsTagging);
        await AssertBooksBalanceAsync(world);
    }

    [Fact]
    public async Task Changed_tags_follow_on_every_object_and_what_is_asked_for_no_more_goes_while_others_tags_stay()
    {
        await using var world = await StartAsync();
        var service = await PublishedAsync(world);
        var id = await ConnectedAsync(world, service);
        await TagByOthersAsync(world, service, id, "Auditor", "zoe");

        var changed = new Dictionary<string, string?> { ["CostCentre"] = "4712", ["Team"] = "store" };
        await world.Get<EndpointServiceCommands>().DescribeAsync(
            world.Cast.Priya, service, null, new(null, null, null, null, null, changed), Cancel);
        await world.Get<ConnectionCommands>().DescribeAsync(world.Cast.Chen, id, null, new(null, changed, null), Cancel);
        await world.SettleAsync(Cancel);

        var all = await ServiceTagsAsync(world);
        all["endpoint"] = await EndpointTagsAsync(world, id);
        Assert.All(all.Values, tags =>
        {
            Assert.Equal(("4712", "store"), (tags["CostCentre"], tags["Team"]));
            Assert.DoesNotContain("Owner", tags.Keys);
        });
        Assert.Equal(["zoe", "zoe"], all.Values.Select(tags => tags.GetValueOrDefault("Auditor")).OfType<string>());
        Assert.Equal(SyncState.InSync, (await world.WorkAsync(SubjectKind.Service, service, Cancel)).Conditions.Sync);
        Assert.Equal(SyncState.InSync, (await world.WorkAsync(SubjectKind.Connection, id, Cancel)).Conditions.Sync);
        Assert.Contains(
            await HistoryAsync(world, "aws.endpoint-tags.set"),
            text => text.Contains("CostCentre=4711", StringComparison.Ordinal) && text.Contains("CostCentre=4712", StringComparison.Ordinal));
        await AssertBooksBalanceAsync(world);
    }

    [Fact]
    public async Task A_change_right_after_a_change_is_not_kept_waiting()
    {
        await using var world = await StartAsync();
        var id = await ConnectedAsync(world, await PublishedAsync(world));
        foreach (var centre in new[] { "4712", "4711", "4713" })
        {
            await world.Get<ConnectionCommands>().DescribeAsync(
                world.Cast.Chen, id, null, new(null, new Dictionary<string, string?> { ["CostCentre"] = centre }, null), Cancel);
            await world.RunDueAsync(Cancel);

            Assert.Equal(centre, (await EndpointTagsAsync(world, id))["CostCentre"]);
        }

        await AssertBooksBalanceAsync(world);
    }

    [Fact]
    public async Task A_tag_that_went_is_left_alone_when_somebody_else_puts_it_there()
    {
        await using var world = await StartAsync();
        var id = await ConnectedAsync(world, await PublishedAsync(world));
        await world.Get<ConnectionCommands>().DescribeAsync(world.Cast.Chen, id, null, new(null, new Dictionary<string, string?>(), null), Cancel);
        await world.SettleAsync(Cancel);
        Assert.DoesNotContain("CostCentre", (await EndpointTagsAsync(world, id)).Keys);

        var endpoint = (await world.ConnectionAsync(id, Cancel)).VpcEndpointId;
        await world.Ec2("storefront-prod").CreateTagsAsync(new() { Resources = [endpoint], Tags = [new("CostCentre", "4711")] }, Cancel);
        await world.PassAsync(NextResync, Cancel);
        await world.SettleAsync(Cancel);

        Assert.Equal("4711", (await EndpointTagsAsync(world, id))["CostCentre"]);
    }

    [Fact]
    public async Task Tags_that_somebody_changes_or_removes_in_AWS_come_back()
    {
        await using var world = await StartAsync();
        var service = await PublishedAsync(world);
        var id = await ConnectedAsync(world, service);
        await world.PassAsync(NextResync, Cancel);
        await TagByOthersAsync(world, service, id, "CostCentre", "9999");
        var balancer = await LoadBalancerAsync(world);
        await world.Elb("payments-prod").RemoveTagsAsync(new() { ResourceArns = [balancer], TagKeys = ["Owner", "Name"] }, Cancel);

        await world.SettleAsync(Cancel);

        var all = await ServiceTagsAsync(world);
        all["endpoint"] = await EndpointTagsAsync(world, id);
        Assert.All(all.Values, tags => Assert.Equal(("4711", "checkout"), (tags["CostCentre"], tags["Owner"])));
        Assert.Equal("Payments API load balancer", all[balancer]["Name"]);
        Assert.Contains(
            await HistoryAsync(world, "aws.tags.set"),
            text => text.Contains("CostCentre=9999", StringComparison.Ordinal) && text.Contains("CostCentre=4711", StringComparison.Ordinal));
        await AssertBooksBalanceAsync(world);
    }

    [Fact]
    public async Task A_name_that_somebody_gives_an_object_in_AWS_is_theirs_and_other_names_follow_the_services()
    {
        await using var world = await StartAsync();
        var service = await PublishedAsync(world);
        var balancer = await LoadBalancerAsync(world);
        await world.Elb("payments-prod").AddTagsAsync(new() { ResourceArns = [balancer], Tags = [new() { Key = "Name", Value = "edge-1" }] }, Cancel);

        await world.Get<EndpointServiceCommands>().DescribeAsync(world.Cast.Priya, service, null, new("Payments & more", null, null, null, null), Cancel);
        await world.SettleAsync(Cancel);

        var all = await ServiceTagsAsync(world);
        Assert.Equal("edge-1", all[balancer]["Name"]);
        Assert.Contains(all.Values, tags => tags["Name"] == "Payments - more listener 443");
    }

    [Fact]
    public async Task The_portals_own_tags_are_put_back_on_what_it_knows_by_id()
    {
        await using var world = await StartAsync();
        var service = await PublishedAsync(world);
        var id = await ConnectedAsync(world, service);
        var before = await ServiceTagsAsync(world);
        before["endpoint"] = await EndpointTagsAsync(world, id);
        await world.PassAsync(NextResync, Cancel);
        string[] own = [PortalTags.Installation, PortalTags.Service, PortalTags.Operation];
        await world.Elb("payments-prod").RemoveTagsAsync(
            new() { ResourceArns = [.. before.Keys.Where(key => key.StartsWith("arn:", StringComparison.Ordinal))], TagKeys = [.. own] }, Cancel);
        await world.Ec2("payments-prod").DeleteTagsAsync(
            new() { Resources = [(await world.ServiceAsync(service, Cancel)).AwsServiceId], Tags = [.. own.Select(key => new Tag { Key = key })] }, Cancel);
        await world.Ec2("storefront-prod").DeleteTagsAsync(
            new() { Resources = [(await world.ConnectionAsync(id, Cancel)).VpcEndpointId], Tags = [new() { Key = PortalTags.Connection }] }, Cancel);

        await world.SettleAsync(Cancel);

        var after = await ServiceTagsAsync(world);
        after["endpoint"] = await EndpointTagsAsync(world, id);
        Assert.Equivalent(before, after, strict: true);
        Assert.Null((await world.WorkAsync(SubjectKind.Service, service, Cancel)).Conditions.Blocked);
        await AssertBooksBalanceAsync(world);
    }

    [Fact]
    public async Task A_role_that_may_not_tag_keeps_nothing_from_working_and_is_told()
    {
        await using var world = await StartAsync();
        var service = await PublishedAsync(world);
        var id = await ConnectedAsync(world, service);
        await world.Aws.FaultAsync(
            new { kind = "error", code = "UnauthorizedOperation", message = "You are not authorized to perform: ec2:CreateTags" }, Cancel, "CreateTags");

        await world.Get<ConnectionCommands>().DescribeAsync(
            world.Cast.Chen, id, null, new(null, new Dictionary<string, string?> { ["CostCentre"] = "1" }, null), Cancel);
        await world.SettleAsync(Cancel);

        var work = await world.WorkAsync(SubjectKind.Connection, id, Cancel);
        Assert.Equal(ConnectionStage.Available, (await world.ConnectionAsync(id, Cancel)).Stage);
        Assert.Contains("ec2:CreateTags", work.Conditions.Blocked?.Action, StringComparison.Ordinal);
        await world.Aws.EndFaultsAsync(Cancel);
        await world.Get<ConnectionCommands>().RetryAsync(world.Cast.Chen, id, null, Cancel);
        await world.SettleAsync(Cancel);
        Assert.Equal("1", (await EndpointTagsAsync(world, id))["CostCentre"]);
        Assert.Null((await world.WorkAsync(SubjectKind.Connection, id, Cancel)).Conditions.Blocked);
        await AssertBooksBalanceAsync(world);
    }

    [Fact]
    public async Task An_organisation_that_demands_a_tag_gets_it_with_the_creation_and_who_left_it_out_can_add_it()
    {
        await using var world = await StartAsync();
        var service = await PublishedAsync(world);
        await world.Aws.PutServiceControlAsync(
            world.Seed.Account("storefront-prod").AccountId,
            [
                new
                {
                    Effect = "Deny", Action = "ec2:CreateVpcEndpoint", Resource = "arn:aws:ec2:*:*:vpc-endpoint/*",
                    Condition = new Dictionary<string, object> { ["Null"] = new Dictionary<string, string> { ["aws:RequestTag/CostCentre"] = "true" } },
                },
            ], Cancel);

        await ConnectedAsync(world, service);
        var untagged = await world.ApprovedAsync(service, Cancel, Inputs.Checkout(world.Seed, service));
        await world.SettleAsync(Cancel);
        Assert.Equal("UnauthorizedOperation", (await world.WorkAsync(SubjectKind.Connection, untagged, Cancel)).Conditions.Blocked?.Code);

        await world.Get<ConnectionCommands>().DescribeAsync(world.Cast.Chen, untagged, null, new(null, Typed, null), Cancel);
        await world.SettleAsync(Cancel);
        Assert.Equal(ConnectionStage.Available, (await world.ConnectionAsync(untagged, Cancel)).Stage);
        Assert.Equal("4711", (await EndpointTagsAsync(world, untagged))["CostCentre"]);
        await AssertBooksBalanceAsync(world);
    }

    [Fact]
    public async Task Nothing_stays_open_of_a_connection_that_has_ended()
    {
        await using var world = await StartAsync();
        var id = await ConnectedAsync(world, await PublishedAsync(world));
        await world.Get<ConnectionCommands>().DescribeAsync(
            world.Cast.Chen, id, null, new(null, new Dictionary<string, string?> { ["CostCentre"] = "1" }, null), Cancel);
        await using var death = await Death.AtAsync(world, SubjectKind.Connection, id, Boundary.BeforeTheCall, "CreateTags", "DescribeVpcEndpoints");
        await world.DeleteAsync(id, Cancel);
        await world.PassAsync(TimeSpan.FromSeconds(16), Cancel);
        await world.SettleAsync(Cancel);

        Assert.Equal(ConnectionStage.Deleted, (await world.ConnectionAsync(id, Cancel)).Stage);
        var tagging = Assert.Single(await world.OperationsAsync(id, Cancel), row => row.StepKey == "endpoint-tags.set");
        Assert.Equal((OperationOutcome.Lapsed, "The connection has ended, and nothing of it is left in AWS"), (tagging.Outcome, tagging.Resolution));
        Assert.DoesNotContain(await world.OperationsAsync(id, Cancel), row => row.Outcome == OperationOutcome.Open);
    }

    private static bool IsTagging(LedgerCall call) => call.Action is "CreateTags" or "DeleteTags" or "AddTags" or "RemoveTags";

    private static async Task<Guid> PublishedAsync(PortalWorld world)
    {
        var receipt = await world.Get<EndpointServiceCommands>().PublishAsync(
            world.Cast.Priya, Inputs.PaymentsApi(world.Seed) with { Tags = Typed }, null, Cancel);
        await world.SettleAsync(Cancel);
        return receipt.Id;
    }

    private static Task<Guid> ConnectedAsync(PortalWorld world, Guid service) =>
        world.ConnectedAsync(service, Cancel, Inputs.Checkout(world.Seed, service) with { Tags = Typed });

    private static async Task TagByOthersAsync(PortalWorld world, Guid service, Guid id, string key, string value)
    {
        await world.Ec2("payments-prod").CreateTagsAsync(
            new() { Resources = [(await world.ServiceAsync(service, Cancel)).AwsServiceId], Tags = [new(key, value)] }, Cancel);
        await world.Ec2("storefront-prod").CreateTagsAsync(
            new() { Resources = [(await world.ConnectionAsync(id, Cancel)).VpcEndpointId], Tags = [new(key, value)] }, Cancel);
    }

    private static Task<string> LoadBalancerAsync(PortalWorld world) => TagsInAws.LoadBalancerAsync(world, Cancel);

    private static Task<Dictionary<string, IReadOnlyDictionary<string, string>>> ServiceTagsAsync(PortalWorld world) =>
        TagsInAws.OfServiceAsync(world, Cancel);

    private static Task<IReadOnlyDictionary<string, string>> EndpointTagsAsync(PortalWorld world, Guid id) =>
        TagsInAws.OfEndpointAsync(world, id, Cancel);

    private static async Task<IReadOnlyList<string>> HistoryAsync(PortalWorld world, string action)
    {
        await using var context = world.Open();
        return [.. (await context.AuditRows.AsNoTracking().Where(row => row.Action == action).ToListAsync(Cancel))
            .Select(row => System.Text.Encoding.UTF8.GetString(row.Bytes))];
    }
}
