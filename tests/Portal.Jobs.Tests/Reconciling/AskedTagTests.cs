using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Accounts;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.EndpointServices;
using Portal.Sandbox;
using Portal.Testing.Worlds;

namespace Portal.Jobs.Tests.Reconciling;

/// <summary>An organisation demands tags of which nobody has told the portal: it learns them from AWS's refusals, and asks people for them.</summary>
public sealed class AskedTagTests(PortalCluster cluster) : Engine(cluster)
{
    private static readonly Dictionary<string, string?> Typed = new() { ["CostCentre"] = "4711" };

    [Fact]
    public async Task A_tag_that_a_Deny_asks_for_is_named_and_goes_on_with_it_and_the_next_request_is_asked_for_it()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        await DemandAsync(world, "storefront-prod", "ec2:CreateVpcEndpoint", "CostCentre");
        var id = await world.ApprovedAsync(service, Cancel);
        await world.SettleAsync(Cancel);

        var blocked = (await world.WorkAsync(SubjectKind.Connection, id, Cancel)).Conditions.Blocked!;
        Assert.Equal(
            "An explicit Deny in the organisation's service control policy asks for the tag CostCentre, and forbids ec2:CreateVpcEndpoint without",
            blocked.Cause);
        Assert.Equal(
            ("Give the connection the tag CostCentre; the portal then goes on by itself", Party.Consumer, WayOut.ChangeConnection),
            (blocked.Action, blocked.Owner, blocked.WayOut));
        var tag = Assert.Single(await AskedAsync(world));
        Assert.Equal(("CostCentre", true, blocked.Cause), (tag.Key, tag.Required, tag.Because));

        var refused = await Assert.ThrowsAsync<InvalidInputException>(() => world.RequestAsync(service, Cancel));
        Assert.Equal("tags.CostCentre", Assert.Single(refused.Errors).Field);
        await world.ConnectedAsync(service, Cancel, Inputs.Checkout(world.Seed, service) with { Tags = Typed });

        var without = new DescribeConnectionInput(null, new Dictionary<string, string?> { ["Owner"] = "x" }, null);
        refused = await Assert.ThrowsAsync<InvalidInputException>(
            () => world.Get<ConnectionCommands>().DescribeAsync(world.Cast.Chen, id, null, without, Cancel));
        Assert.Equal("tags.CostCentre", Assert.Single(refused.Errors).Field);
        await world.Get<ConnectionCommands>().DescribeAsync(world.Cast.Chen, id, null, new(null, Typed, null), Cancel);
        await world.SettleAsync(Cancel);
        Assert.Equal(ConnectionStage.Available, (await world.ConnectionAsync(id, Cancel)).Stage);
        Assert.Equal("4711", (await TagsInAws.OfEndpointAsync(world, id, Cancel))["CostCentre"]);
        await AssertBooksBalanceAsync(world);
    }

    [Fact]
    public async Task What_a_provider_publishes_is_asked_for_its_tags_too()
    {
        await using var world = await StartAsync();
        await DemandAsync(world, "payments-prod", "ec2:CreateVpcEndpointServiceConfiguration", "CostCentre");
        var id = (await world.PublishAsync(Cancel)).Id;
        await world.SettleAsync(Cancel);

        var blocked = (await world.WorkAsync(SubjectKind.Service, id, Cancel)).Conditions.Blocked!;
        Assert.Contains("asks for the tag CostCentre", blocked.Cause, StringComparison.Ordinal);
        Assert.Equal((Party.Provider, WayOut.ChangeService), (blocked.Owner, blocked.WayOut));
        var refused = await Assert.ThrowsAsync<InvalidInputException>(() => world.PublishAsync(Cancel));
        Assert.Equal("tags.CostCentre", Assert.Single(refused.Errors).Field);

        await world.Get<EndpointServiceCommands>().DescribeAsync(world.Cast.Priya, id, null, new(null, null, null, null, null, Typed), Cancel);
        await world.SettleAsync(Cancel);
        Assert.Equal(EndpointServiceStage.Available, (await world.ServiceAsync(id, Cancel)).Stage);
        await AssertBooksBalanceAsync(world);
    }

    [Fact]
    public async Task A_role_that_may_not_decode_the_refusal_is_told_what_to_allow_and_learns_nothing()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        await DemandAsync(world, "storefront-prod", "ec2:CreateVpcEndpoint", "CostCentre");
        await world.Aws.FaultAsync(new { kind = "error", code = "AccessDenied", message = "No." }, Cancel, "DecodeAuthorizationMessage");
        var id = await world.ApprovedAsync(service, Cancel);
        await world.SettleAsync(Cancel);

        var blocked = (await world.WorkAsync(SubjectKind.Connection, id, Cancel)).Conditions.Blocked!;
        Assert.EndsWith("allow sts:DecodeAuthorizationMessage in the role's policies", blocked.Action, StringComparison.Ordinal);
        Assert.Equal(WayOut.Organization, blocked.WayOut);
        Assert.Empty(await AskedAsync(world));

        await world.Aws.EndFaultsAsync(Cancel);
        await world.Get<ConnectionCommands>().RetryAsync(world.Cast.Chen, id, null, Cancel);
        await world.SettleAsync(Cancel);
        Assert.Equal("CostCentre", Assert.Single(await AskedAsync(world)).Key);
    }

    [Fact]
    public async Task A_Deny_of_something_else_than_tags_names_its_conditions_and_asks_for_nothing()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        await world.Aws.PutServiceControlAsync(
            world.Seed.Account("storefront-prod").AccountId,
            [
                new
                {
                    Effect = "Deny", Action = "ec2:CreateVpcEndpoint", Resource = "*",
                    Condition = new Dictionary<string, object> { ["StringEquals"] = new Dictionary<string, string> { ["aws:RequestedRegion"] = "us-east-1" } },
                },
            ], Cancel);
        var id = await world.ApprovedAsync(service, Cancel);
        await world.SettleAsync(Cancel);

        var blocked = (await world.WorkAsync(SubjectKind.Connection, id, Cancel)).Conditions.Blocked!;
        Assert.EndsWith("The Deny's conditions look at aws:RequestedRegion", blocked.Action, StringComparison.Ordinal);
        Assert.Empty(await AskedAsync(world));
    }

    [Fact]
    public async Task A_tag_policys_key_is_remembered_and_not_demanded()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        await world.Aws.FaultAsync(
            new
            {
                kind = "error",
                code = "TagPolicyViolation",
                message = "The tag policy does not allow the specified value for the following tag key: 'CostCentre'.",
            }, Cancel, "CreateVpcEndpoint");
        await world.ApprovedAsync(service, Cancel, Inputs.Checkout(world.Seed, service) with { Tags = Typed });
        await world.SettleAsync(Cancel);

        Assert.Equal(("CostCentre", false), Assert.Single(await AskedAsync(world)) is var tag ? (tag.Key, tag.Required) : default);
        await world.Aws.EndFaultsAsync(Cancel);
        await world.ConnectedAsync(service, Cancel);
    }

    [Fact]
    public async Task A_tag_that_is_asked_for_no_more_is_forgotten_by_the_accounts_team_or_an_admin_and_by_nobody_else()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var account = world.Seed.Account("storefront-prod").AccountId;
        await DemandAsync(world, "storefront-prod", "ec2:CreateVpcEndpoint", "CostCentre");
        await world.ApprovedAsync(service, Cancel);
        await world.SettleAsync(Cancel);
        await world.Aws.PutServiceControlAsync(account, [], Cancel);
        var commands = world.Get<AccountCommands>();

        await Assert.ThrowsAsync<SubjectNotFoundException>(() => commands.ForgetTagAsync(world.Cast.Priya, account, "CostCentre", Cancel));
        await commands.ForgetTagAsync(world.Cast.Chen, account, "CostCentre", Cancel);
        await commands.ForgetTagAsync(world.Cast.Nora, account, "CostCentre", Cancel);

        Assert.Empty(await AskedAsync(world));
        await world.ConnectedAsync(service, Cancel);
        await using var context = world.Open();
        Assert.Equal(
            ["account.tag.learn", "account.tag.forget"],
            await context.AuditRows.Where(row => row.SubjectKind == SubjectKind.Account && row.SubjectId == account).OrderBy(row => row.At)
                .Select(row => row.Action).ToListAsync(Cancel));
    }

    private static Task DemandAsync(PortalWorld world, string alias, string action, string tag) => world.Aws.PutServiceControlAsync(
        world.Seed.Account(alias).AccountId,
        [
            new
            {
                Effect = "Deny", Action = action, Resource = new[] { "arn:aws:ec2:*:*:vpc-endpoint/*", "arn:aws:ec2:*:*:vpc-endpoint-service/*" },
                Condition = new Dictionary<string, object> { ["Null"] = new Dictionary<string, string> { [$"aws:RequestTag/{tag}"] = "true" } },
            },
        ], Cancel);

    private static async Task<IReadOnlyList<AskedTagView>> AskedAsync(PortalWorld world) =>
        await world.Get<AccountQueries>().AskedTagsAsync(
            world.Cast.Chen, world.Seed.Account("storefront-prod").AccountId, world.Cast.Storefront.Id, Cancel);
}
