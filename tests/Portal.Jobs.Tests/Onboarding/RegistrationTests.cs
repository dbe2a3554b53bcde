using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Infrastructure.Accounts.Onboarding;
using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.EndpointServices;
using Portal.Jobs.Schedules;
using Portal.Testing.Worlds;

namespace Portal.Jobs.Tests.Onboarding;

/// <summary>Accounts that nobody has set up before: their administrators make what the portal says, and nothing else.</summary>
public sealed class RegistrationTests(PortalCluster cluster) : Engine(cluster)
{
    [Fact]
    public async Task What_registration_alone_has_made_is_enough_for_a_whole_life_of_a_service_and_a_connection()
    {
        await using var world = await StrangersAsync();
        await RegisterAsync(world, "payments-prod", world.Cast.Priya, AccountUse.Provider);
        await RegisterAsync(world, "storefront-prod", world.Cast.Chen, AccountUse.Consumer);

        var service = await world.PublishedAsync(Cancel);
        var connection = await world.ConnectedAsync(service, Cancel);
        await world.DeleteAsync(connection, Cancel);
        await world.SettleAsync(Cancel);
        Assert.Equal(ConnectionStage.Deleted, (await world.ConnectionAsync(connection, Cancel)).Stage);
        await world.Get<EndpointServiceCommands>().WithdrawAsync(world.Cast.Priya, service, null, new(null, null, "For a test."), null, Cancel);
        await world.SettleAsync(Cancel);

        Assert.Equal(EndpointServiceStage.Withdrawn, (await world.ServiceAsync(service, Cancel)).Stage);
        Assert.DoesNotContain(
            await world.Aws.LedgerAsync(Cancel),
            call => call is { IsPortals: true, ErrorCode: "UnauthorizedOperation" or "AccessDenied" } && call.Action != "AssumeRole");
    }

    [Fact]
    public async Task An_action_that_the_role_lacks_blocks_what_needs_it_and_is_named()
    {
        await using var world = await StrangersAsync();
        await RegisterAsync(world, "payments-prod", world.Cast.Priya, AccountUse.Provider);
        var setup = await RegisterAsync(world, "storefront-prod", world.Cast.Chen, AccountUse.Consumer);
        await world.Aws.MakeRoleAsync(setup.RoleArn, setup.Trust, Without(setup.Policy, "ec2:CreateVpcEndpoint"), Cancel);
        var service = await world.PublishedAsync(Cancel);

        var connection = await world.ApprovedAsync(service, Cancel);
        await world.RunDueAsync(Cancel);

        var blocked = (await world.WorkAsync(SubjectKind.Connection, connection, Cancel)).Conditions.Blocked!;
        Assert.Contains("ec2:CreateVpcEndpoint", blocked.Cause + blocked.Action, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_is_proven_only_when_it_asks_for_the_external_id_that_the_portal_has_made()
    {
        await using var world = await StrangersAsync();
        var (id, onboarding) = (world.Seed.Account("storefront-prod").AccountId, world.Get<AccountOnboarding>());
        await onboarding.RegisterAsync(world.Cast.Chen, new(id, "storefront", "us-east-1", null), null, Cancel);
        var setup = await onboarding.SetupAsync(world.Cast.Chen, id, [], Cancel);

        var unknown = await onboarding.ProveAsync(world.Cast.Chen, id, [], Cancel);
        Assert.Equal((false, AccountStage.Registered, ProbeVerdict.Failed), (unknown.Proven, unknown.Stage, unknown.Checks[0].Verdict));

        await world.Aws.MakeRoleAsync(setup.RoleArn, Open(setup.Trust), setup.Policy, Cancel);
        var open = await onboarding.ProveAsync(world.Cast.Chen, id, [], Cancel);
        Assert.Equal((false, AccountStage.Registered), (open.Proven, open.Stage));
        Assert.Contains(open.Checks, check => check.Verdict == ProbeVerdict.Failed && check.Words.Contains("without an external id", StringComparison.Ordinal));

        await world.Aws.MakeRoleAsync(setup.RoleArn, setup.Trust, setup.Policy, Cancel);
        Assert.Equal((true, AccountStage.Proven), await StageAsync());

        await world.Aws.MakeRoleAsync(setup.RoleArn, setup.Trust.Replace(setup.ExternalId, "another", StringComparison.Ordinal), setup.Policy, Cancel);
        Assert.Equal((false, AccountStage.AccessLost), await StageAsync());
        await world.Aws.MakeRoleAsync(setup.RoleArn, setup.Trust, setup.Policy, Cancel);
        Assert.Equal((true, AccountStage.Proven), await StageAsync());

        async Task<(bool, AccountStage)> StageAsync()
        {
            var proof = await onboarding.ProveAsync(world.Cast.Chen, id, [], Cancel);
            return (proof.Proven, proof.Stage);
        }
    }

    [Fact]
    public async Task Whoever_proves_an_account_owns_it_and_nobody_bars_it_by_registering_it_first()
    {
        await using var world = await StrangersAsync();
        var (id, onboarding) = (world.Seed.Account("storefront-prod").AccountId, world.Get<AccountOnboarding>());
        await onboarding.RegisterAsync(world.Cast.Priya, new(id, "mine", "us-east-1", null), null, Cancel);
        var squatted = await onboarding.SetupAsync(world.Cast.Priya, id, [], Cancel);

        var setup = await RegisterAsync(world, "storefront-prod", world.Cast.Chen, AccountUse.Consumer);

        Assert.NotEqual(squatted.ExternalId, setup.ExternalId);
        await Assert.ThrowsAsync<SubjectNotFoundException>(() => onboarding.SetupAsync(world.Cast.Priya, id, [], Cancel));
        var refused = await Assert.ThrowsAsync<InvalidInputException>(
            () => onboarding.RegisterAsync(world.Cast.Priya, new(id, "mine", "us-east-1", null), null, Cancel));
        Assert.Equal("accountId", Assert.Single(refused.Errors).Field);
        Assert.Contains(
            (await world.Get<AuditQueries>().ListAsync(world.Cast.Priya, SubjectKind.Account, id, null, null, Cancel)).Items,
            row => row.Action == "account.register-elsewhere");
    }

    [Fact]
    public async Task Lost_access_is_noticed_unasked_blocks_only_what_depends_on_it_and_heals_by_itself()
    {
        await using var world = await StrangersAsync();
        await RegisterAsync(world, "payments-prod", world.Cast.Priya, AccountUse.Provider);
        var setup = await RegisterAsync(world, "storefront-prod", world.Cast.Chen, AccountUse.Consumer);
        var watch = ActivatorUtilities.CreateInstance<AccountWatchJob>(world.Get<IServiceProvider>());
        await watch.RunAsync(Cancel);
        var lines = await LinesAsync();
        var service = await world.PublishedAsync(Cancel);
        var connection = await world.ApprovedAsync(service, Cancel);

        await world.Aws.MakeRoleAsync(setup.RoleArn, setup.Trust.Replace(setup.ExternalId, "another", StringComparison.Ordinal), setup.Policy, Cancel);
        world.Get<AwsClients>().Forget(setup.AccountId);
        await watch.RunAsync(Cancel);
        await watch.RunAsync(Cancel);
        await world.RunDueAsync(Cancel);
        Assert.Equal((AccountStage.AccessLost, AccountStage.Proven), (await StageAsync("storefront-prod"), await StageAsync("payments-prod")));
        Assert.NotNull((await world.WorkAsync(SubjectKind.Connection, connection, Cancel)).Conditions.Blocked);
        Assert.Equal(lines + 1, await LinesAsync());

        await world.Aws.MakeRoleAsync(setup.RoleArn, setup.Trust, setup.Policy, Cancel);
        await watch.RunAsync(Cancel);
        await world.SettleAsync(Cancel);
        Assert.Equal(AccountStage.Proven, await StageAsync("storefront-prod"));
        Assert.Equal(ConnectionStage.Available, (await world.ConnectionAsync(connection, Cancel)).Stage);

        async Task<AccountStage> StageAsync(string alias)
        {
            await using var context = world.Open();
            return (await context.Accounts.SingleAsync(account => account.AccountId == world.Seed.Account(alias).AccountId, Cancel)).Stage;
        }

        async Task<int> LinesAsync() =>
            (await world.Get<AuditQueries>().ListAsync(world.Cast.Nora, SubjectKind.Account, setup.AccountId, null, null, Cancel)).Items.Count;
    }

    private async Task<PortalWorld> StrangersAsync()
    {
        var world = await StartAsync();
        await using var context = world.Open();
        await context.AccountGrants.ExecuteDeleteAsync(Cancel);
        await context.Accounts.ExecuteDeleteAsync(Cancel);
        return world;
    }

    private static async Task<RoleSetup> RegisterAsync(PortalWorld world, string alias, Actor by, AccountUse use)
    {
        var (seed, onboarding) = (world.Seed.Account(alias), world.Get<AccountOnboarding>());
        await onboarding.RegisterAsync(by, new(seed.AccountId, alias, seed.Region, null), null, Cancel);
        var setup = await onboarding.SetupAsync(by, seed.AccountId, [use], Cancel);
        await world.Aws.MakeRoleAsync(setup.RoleArn, setup.Trust, setup.Policy, Cancel);
        var proof = await onboarding.ProveAsync(by, seed.AccountId, [use], Cancel);
        Assert.True(proof.Proven, string.Join(' ', proof.Checks.Select(check => check.Words)));
        Assert.DoesNotContain(proof.Permissions!, check => check.Verdict is PermissionVerdict.Missing);
        return setup;
    }

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

    private static string Open(string trust)
    {
        var document = JsonNode.Parse(trust)!;
        document["Statement"]![0]!.AsObject().Remove("Condition");
        return document.ToJsonString();
    }
}
