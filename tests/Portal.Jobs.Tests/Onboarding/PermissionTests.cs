using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Accounts;
using Portal.Infrastructure.Accounts;
using Portal.Infrastructure.Accounts.Onboarding;
using Portal.Infrastructure.Aws;
using Portal.Jobs.Schedules;
using Portal.Testing.Worlds;

namespace Portal.Jobs.Tests.Onboarding;

/// <summary>What the role in an account lacks is said by name before anything needs it.</summary>
public sealed class PermissionTests(PortalCluster cluster) : Engine(cluster)
{
    /// <summary>What can only be tried by doing it.</summary>
    private static readonly string[] Untried =
    [
        "elasticloadbalancing:AddTags", "elasticloadbalancing:CreateListener", "elasticloadbalancing:CreateLoadBalancer",
        "elasticloadbalancing:CreateTargetGroup", "elasticloadbalancing:DeleteListener", "elasticloadbalancing:DeleteLoadBalancer",
        "elasticloadbalancing:DeleteTargetGroup", "elasticloadbalancing:DeregisterTargets", "elasticloadbalancing:ModifyListener",
        "elasticloadbalancing:ModifyLoadBalancerAttributes", "elasticloadbalancing:ModifyTargetGroup", "elasticloadbalancing:ModifyTargetGroupAttributes",
        "elasticloadbalancing:RegisterTargets", "elasticloadbalancing:RemoveTags", "elasticloadbalancing:SetSecurityGroups",
        "elasticloadbalancing:SetSubnets", "iam:CreateServiceLinkedRole", "route53:AssociateVPCWithHostedZone",
    ];

    private static readonly AccountUse[] Both = Enum.GetValues<AccountUse>();

    [Fact]
    public async Task Each_permission_of_the_generated_policy_is_tried_or_said_to_be_untried_and_nothing_is_changed()
    {
        await using var world = await StartAsync();
        var setup = await MadeAsync(world, "payments-prod", world.Cast.Priya);

        var proof = await world.Get<AccountOnboarding>().ProveAsync(world.Cast.Priya, setup.AccountId, Both, Cancel);

        var checks = proof.Permissions!;
        Assert.Equal(Actions(setup.Policy), checks.Select(check => check.Permission.Split(' ')[0]).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(Untried, checks.Where(check => check.Verdict == PermissionVerdict.NotProbed).Select(check => check.Permission));
        Assert.All(checks.Where(check => !Untried.Contains(check.Permission)), check => Assert.Equal((check.Permission, PermissionVerdict.Allowed),
            (check.Permission, check.Verdict)));
        // A dry run ends in an error; what ended without one has only read.
        Assert.All((await world.Aws.LedgerAsync(Cancel)).Where(call => call is { IsPortals: true, Status: 200 }), call => Assert.Matches(
            "^(Describe|List|AssumeRole|GetCallerIdentity)", call.Action));
    }

    /// <summary>Every action that can be tried at all, for both uses, as a role lacks it.</summary>
    [Fact]
    public async Task Each_action_that_is_taken_away_is_named_and_no_other()
    {
        await using var world = await StartAsync();
        var setup = await MadeAsync(world, "payments-prod", world.Cast.Priya);
        var probe = world.Get<PermissionProbe>();
        var permissions = RolePolicy.Permissions(Both);
        foreach (var action in Actions(setup.Policy).Except(Untried))
        {
            await world.Aws.MakeRoleAsync(setup.RoleArn, setup.Trust, Without(setup.Policy, action), Cancel);

            var checks = await probe.ProbeAsync(new(setup.AccountId, "us-east-1"), permissions, Domain.Provisioning.Party.Provider, Cancel);

            var missing = checks.Where(check => check.Verdict == PermissionVerdict.Missing).Select(check => check.Permission.Split(' ')[0]).Distinct();
            // Route 53 lists the zones of VPCs only to those who may see the VPCs.
            Assert.Equal(action == "ec2:DescribeVpcs" ? [action, "route53:ListHostedZonesByVPC"] : [action], missing);
        }
    }

    [Fact]
    public async Task What_is_taken_away_is_named_on_the_account_within_the_hour_and_forgotten_when_it_is_back()
    {
        await using var world = await StartAsync();
        var setup = await MadeAsync(world, "storefront-prod", world.Cast.Chen);
        var watch = ActivatorUtilities.CreateInstance<AccountWatchJob>(world.Get<IServiceProvider>());
        await world.Get<AccountOnboarding>().ProveAsync(world.Cast.Chen, setup.AccountId, [AccountUse.Consumer], Cancel);
        Assert.Equal([], (await SeenAsync(world.Cast.Chen))!);

        await world.Aws.MakeRoleAsync(setup.RoleArn, setup.Trust, Without(setup.Policy, "ec2:CreateVpcEndpoint"), Cancel);
        await watch.RunAsync(Cancel);
        Assert.Equal(["ec2:CreateVpcEndpoint"], (await SeenAsync(world.Cast.Chen))!);
        Assert.Equal(["ec2:CreateVpcEndpoint"], (await SeenAsync(world.Cast.Tomas))!);
        Assert.Equal(1, await LinesAsync());

        await watch.RunAsync(Cancel);
        Assert.Equal(1, await LinesAsync());

        await world.Aws.MakeRoleAsync(setup.RoleArn, setup.Trust, setup.Policy, Cancel);
        await watch.RunAsync(Cancel);
        Assert.Equal([], (await SeenAsync(world.Cast.Chen))!);
        Assert.Equal(2, await LinesAsync());

        async Task<IReadOnlyList<string>?> SeenAsync(Actor who) =>
            (await world.Get<AccountQueries>().ListAsync(who, Cancel)).Single(account => account.AccountId == setup.AccountId).MissingPermissions;

        async Task<int> LinesAsync()
        {
            await using var context = world.Open();
            return await context.AuditRows.CountAsync(row => row.SubjectId == setup.AccountId && row.Action == "account.permissions", Cancel);
        }
    }

    [Fact]
    public async Task What_the_role_is_not_for_is_not_missed_and_where_nobody_has_said_what_it_is_for_nothing_is_tried()
    {
        await using var world = await StartAsync();
        var setup = await MadeAsync(world, "storefront-prod", world.Cast.Chen, [AccountUse.Consumer]);
        var onboarding = world.Get<AccountOnboarding>();

        Assert.Null((await onboarding.ProveAsync(world.Cast.Chen, setup.AccountId, [], Cancel)).Permissions);
        var own = await onboarding.ProveAsync(world.Cast.Chen, setup.AccountId, [AccountUse.Consumer], Cancel);
        var both = await onboarding.ProveAsync(world.Cast.Chen, setup.AccountId, Both, Cancel);

        Assert.DoesNotContain(own.Permissions!, check => check.Verdict == PermissionVerdict.Missing);
        Assert.Contains(both.Permissions!, check => check is { Permission: "ec2:AcceptVpcEndpointConnections", Verdict: PermissionVerdict.Missing });
    }

    [Fact]
    public async Task When_AWS_does_not_answer_what_was_known_of_permissions_stays()
    {
        await using var world = await StartAsync();
        var setup = await MadeAsync(world, "storefront-prod", world.Cast.Chen);
        var onboarding = world.Get<AccountOnboarding>();
        await world.Aws.MakeRoleAsync(setup.RoleArn, setup.Trust, Without(setup.Policy, "ec2:CreateVpcEndpoint"), Cancel);
        await onboarding.ProveAsync(world.Cast.Chen, setup.AccountId, [AccountUse.Consumer], Cancel);
        await world.Aws.MakeRoleAsync(setup.RoleArn, setup.Trust, setup.Policy, Cancel);
        await world.Aws.FaultAsync(new { kind = "reset" }, Cancel, "DescribeSubnets");

        var proof = await onboarding.ProveAsync(world.Cast.Chen, setup.AccountId, [], Cancel);

        Assert.Equal((true, null), (proof.Proven, proof.Permissions));
        await using var context = world.Open();
        Assert.Equal(
            ["ec2:CreateVpcEndpoint"], (await context.Accounts.SingleAsync(account => account.AccountId == setup.AccountId, Cancel)).MissingPermissions!);
    }

    /// <summary>An account whose administrator has made the role that the portal shows.</summary>
    private static async Task<RoleSetup> MadeAsync(PortalWorld world, string alias, Actor by, IReadOnlyList<AccountUse>? uses = null)
    {
        var (seed, onboarding) = (world.Seed.Account(alias), world.Get<AccountOnboarding>());
        await using (var context = world.Open())
        {
            await context.AccountGrants.Where(grant => grant.AccountId == seed.AccountId).ExecuteDeleteAsync(Cancel);
            await context.Accounts.Where(account => account.AccountId == seed.AccountId).ExecuteDeleteAsync(Cancel);
        }

        await onboarding.RegisterAsync(by, new(seed.AccountId, alias, seed.Region, null), null, Cancel);
        var setup = await onboarding.SetupAsync(by, seed.AccountId, uses ?? [], Cancel);
        await world.Aws.MakeRoleAsync(setup.RoleArn, setup.Trust, setup.Policy, Cancel);
        return setup;
    }

    private static IEnumerable<string> Actions(string policy) => JsonNode.Parse(policy)!["Statement"]!.AsArray()
        .SelectMany(statement => statement!["Action"]!.AsArray()).Select(action => action!.GetValue<string>()).Distinct().Order(StringComparer.Ordinal);

    private static string Without(string policy, string action)
    {
        var document = JsonNode.Parse(policy)!;
        foreach (var actions in document["Statement"]!.AsArray().Select(statement => statement!["Action"]!.AsArray()))
        {
            actions.Where(one => one!.GetValue<string>() == action).ToList().ForEach(one => actions.Remove(one));
        }

        document["Statement"]!.AsArray().Where(statement => statement!["Action"]!.AsArray().Count == 0).ToList()
            .ForEach(empty => document["Statement"]!.AsArray().Remove(empty));
        return document.ToJsonString();
    }
}
