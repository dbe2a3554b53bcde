using Microsoft.EntityFrameworkCore;
using Npgsql;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Infrastructure.Accounts;
using Portal.Infrastructure.Accounts.Onboarding;
using Portal.Infrastructure.Changes;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.Tests.Data;
using Portal.Testing.Worlds;

namespace Portal.Infrastructure.Tests.Accounts;

/// <summary>An account that its team gives up.</summary>
public sealed class RetirementTests(PortalCluster cluster) : WorldTest(cluster)
{
    [Fact]
    public async Task An_account_in_which_something_lives_is_not_retired_and_what_lives_is_named()
    {
        await using var world = await StartAsync();
        var (commands, connections) = (world.Get<AccountCommands>(), world.Get<ConnectionCommands>());
        var service = await world.StoreServiceAsync(Cancel);
        var request = Inputs.Checkout(world.Seed, service);
        var connection = (await connections.RequestAsync(world.Cast.Chen, request, null, Cancel)).Id;

        var consumer = await Assert.ThrowsAsync<DomainException>(() => commands.RetireAsync(world.Cast.Chen, request.AccountId!, Cancel));
        var provider = await Assert.ThrowsAsync<DomainException>(
            () => commands.RetireAsync(world.Cast.Priya, world.Seed.Account("payments-prod").AccountId, Cancel));

        Assert.Contains("storefront-prod still has the connection to Payments API.", consumer.Message, StringComparison.Ordinal);
        Assert.Contains("payments-prod still has the service Payments API.", provider.Message, StringComparison.Ordinal);
        Assert.Equal(AccountStage.Proven, await StageAsync(world, request.AccountId!));

        await connections.DeleteAsync(world.Cast.Chen, connection, null, null, Cancel);
        await commands.RetireAsync(world.Cast.Chen, request.AccountId!, Cancel);
        await commands.RetireAsync(world.Cast.Chen, request.AccountId!, Cancel);

        Assert.Equal(AccountStage.Retired, await StageAsync(world, request.AccountId!));
        await using var context = world.Open();
        Assert.Equal(1, await context.AuditRows.CountAsync(row => row.SubjectId == request.AccountId && row.Action == "account.retire", Cancel));
    }

    [Fact]
    public async Task From_a_retired_account_nobody_connects_and_whoever_registers_it_again_has_to_prove_it_again()
    {
        await using var world = await StartAsync();
        var request = Inputs.Checkout(world.Seed, await world.StoreServiceAsync(Cancel));
        await world.Get<AccountGrantCommands>().GiveAsync(world.Cast.Nora, request.AccountId!, new(world.Cast.Analytics.Id, []), null, Cancel);

        await world.Get<AccountCommands>().RetireAsync(world.Cast.Nora, request.AccountId!, Cancel);

        Assert.Contains("accountId", await WrongFieldsAsync(() => world.Get<ConnectionCommands>().RequestAsync(world.Cast.Chen, request, null, Cancel)));
        await using (var context = world.Open())
        {
            Assert.False(await context.AccountGrants.AnyAsync(grant => grant.AccountId == request.AccountId, Cancel));
        }

        await world.Get<AccountOnboarding>().RegisterAsync(world.Cast.Amara, new(request.AccountId, "ours", "us-east-1", null), null, Cancel);
        Assert.Equal(AccountStage.Registered, await StageAsync(world, request.AccountId!));
        Assert.Equal(
            world.Cast.Analytics.Id,
            (await world.Get<AccountQueries>().ListAsync(world.Cast.Nora, Cancel)).Single(account => account.AccountId == request.AccountId).Team.Id);
    }

    /// <summary>Open pages of the teams that lose the account are told of themselves, not only of accounts.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_team_that_loses_the_account_with_its_owner_hears_of_it_at_once_and_reads_it_in_its_history(bool isRetired)
    {
        await using var world = await StartAsync();
        var (team, account) = (world.Cast.Analytics.Id, isRetired ? world.Seed.Account("storefront-prod").AccountId : "310000000055");
        if (!isRetired)
        {
            await world.Get<AccountOnboarding>().RegisterAsync(world.Cast.Chen, new(account, "unproven", "us-east-1", null), null, Cancel);
        }

        await world.Get<AccountGrantCommands>().GiveAsync(world.Cast.Nora, account, new(team, []), null, Cancel);
        var heard = await HeardAsync(world, async () =>
        {
            if (isRetired)
            {
                await world.Get<AccountCommands>().RetireAsync(world.Cast.Nora, account, Cancel);
            }
            else
            {
                await world.Get<AccountOnboarding>().RegisterAsync(world.Cast.Priya, new(account, "ours", "us-east-1", null), null, Cancel);
            }
        });

        Assert.Contains($"Team:{team}:0", heard);
        await using var context = world.Open();
        Assert.Contains(
            team, (await context.AuditRows.SingleAsync(row => row.SubjectId == account && row.Action == "account.grant.take-away", Cancel)).TeamIds);
    }

    /// <summary>What the database announces while something is done.</summary>
    private static async Task<IReadOnlyList<string>> HeardAsync(PortalWorld world, Func<Task> done)
    {
        await using var context = world.Open();
        await using var connection = new NpgsqlConnection(context.Database.GetConnectionString());
        await connection.OpenAsync(Cancel);
        List<string> heard = [];
        connection.Notification += (_, said) => heard.Add(said.Payload);
        await using var command = new NpgsqlCommand($"listen {ChangeChannels.Changes}", connection);
        await command.ExecuteNonQueryAsync(Cancel);
        await done();
        // What was announced before the answer comes with it.
        await using var look = new NpgsqlCommand("select 1", connection);
        await look.ExecuteScalarAsync(Cancel);
        return heard;
    }

    [Fact]
    public async Task Only_the_team_that_owns_it_and_network_admins_retire_an_account()
    {
        await using var world = await StartAsync();
        var (commands, account) = (world.Get<AccountCommands>(), world.Seed.Account("storefront-prod").AccountId);

        await Assert.ThrowsAsync<SubjectNotFoundException>(() => commands.RetireAsync(world.Cast.Viktor, account, Cancel));
        await Assert.ThrowsAsync<AccessRefusedException>(() => commands.RetireAsync(world.Cast.Tomas, account, Cancel));
        Assert.Equal(AccountStage.Proven, await StageAsync(world, account));
    }

    /// <summary>One of them loses, whichever: nothing begins in an account that is retired.</summary>
    [Fact]
    public async Task A_request_and_a_retirement_at_the_same_time_never_both_succeed()
    {
        await using var world = await StartAsync();
        var request = Inputs.Checkout(world.Seed, await world.StoreServiceAsync(Cancel));

        var outcomes = await Task.WhenAll(
            OutcomeAsync(() => world.Get<ConnectionCommands>().RequestAsync(world.Cast.Chen, request, null, Cancel)),
            OutcomeAsync(() => world.Get<AccountCommands>().RetireAsync(world.Cast.Chen, request.AccountId!, Cancel)));

        Assert.Single(outcomes, succeeded => succeeded);

        static async Task<bool> OutcomeAsync(Func<Task> command)
        {
            try
            {
                await command();
                return true;
            }
            catch (DomainException)
            {
                return false;
            }
            catch (InvalidInputException)
            {
                return false;
            }
        }
    }

    private static async Task<AccountStage> StageAsync(PortalWorld world, string accountId)
    {
        await using var context = world.Open();
        return await context.Accounts.Where(account => account.AccountId == accountId).Select(account => account.Stage).SingleAsync(Cancel);
    }
}
