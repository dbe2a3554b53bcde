using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Infrastructure.Accounts.Onboarding;
using Portal.Testing.Worlds;

namespace Portal.Web.Tests.Pages;

public sealed class AccountSetupPageTests(PortalCluster cluster) : PageTest(cluster)
{
    [Fact]
    public async Task A_team_registers_an_account_is_told_what_to_make_there_and_proves_it()
    {
        var seed = World.Seed.Account("storefront-prod");
        await ForgetAsync(seed.AccountId);
        var chen = await OpenAsync(Cast.Chen, "/accounts");
        chen.Press("Register an account");
        chen.Enter("AWS account id (12 digits)", "12345");
        chen.Press("Show what to make");
        chen.Reads("Enter the account's id: 12 digits.");
        chen.Reads("3 things need changing.");
        chen.Enter("AWS account id (12 digits)", seed.AccountId);
        chen.Enter("What people call it", "storefront-prod");
        chen.Enter("Region that forms start with", seed.Region);
        chen.Press("Show what to make");

        chen.Reads("2. The role to make");
        var setup = await World.Get<AccountOnboarding>().SetupAsync(Cast.Chen, seed.AccountId, [], Cancel);
        chen.Reads(setup.ExternalId);
        chen.Press("Try the role");
        chen.Reads("Not proven yet.");

        await World.Aws.MakeRoleAsync(setup.RoleArn, setup.Trust, setup.Policy, Cancel);
        chen.Press("Try the role");
        chen.Reads("The account is ready.");

        chen.Reads("Nothing is missing that can be tried.");
        chen.Reads("Cannot be tried without doing it: 18");

        await using var context = World.Open();
        Assert.Equal(AccountStage.Proven, (await context.Accounts.SingleAsync(account => account.AccountId == seed.AccountId, Cancel)).Stage);
        Assert.Equal(
            ["account.register", "account.proof-failed", "account.prove"],
            await context.AuditRows.Where(row => row.Action.StartsWith("account.")).OrderBy(row => row.Id).Select(row => row.Action).ToListAsync(Cancel));
    }

    [Fact]
    public async Task Another_teams_account_is_not_set_up_by_strangers()
    {
        var amara = await OpenAsync(Cast.Amara, $"/accounts/{World.Seed.Account("storefront-prod").AccountId}/setup");

        amara.Reads("There is no such managed account of your teams, or you may not see it.");
        Assert.DoesNotContain("External id", amara.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_role_lacks_is_named_on_its_page_and_among_the_accounts_until_it_is_back()
    {
        var seed = World.Seed.Account("storefront-prod");
        await ForgetAsync(seed.AccountId);
        var onboarding = World.Get<AccountOnboarding>();
        await onboarding.RegisterAsync(Cast.Chen, new(seed.AccountId, "storefront-prod", seed.Region, null), null, Cancel);
        var setup = await onboarding.SetupAsync(Cast.Chen, seed.AccountId, [], Cancel);
        var without = setup.Policy.Replace("\"ec2:CreateVpcEndpoint\"", "\"ec2:DescribeVpcs\"", StringComparison.Ordinal);
        await World.Aws.MakeRoleAsync(setup.RoleArn, setup.Trust, without, Cancel);
        var chen = await OpenAsync(Cast.Chen, $"/accounts/{seed.AccountId}/setup");
        var accounts = await OpenAsync(Cast.Chen, "/accounts", chen);

        chen.Press("Try the role");
        chen.Reads("One permission is missing.");
        chen.Reads("Refused by AWS: 1 ec2:CreateVpcEndpoint");
        accounts.Reads("AWS refuses the portal's role a permission here: ec2:CreateVpcEndpoint");
        (await OpenAsync(Cast.Chen, "/", chen)).Reads("Its role lacks permissions that the portal needs");

        await World.Aws.MakeRoleAsync(setup.RoleArn, setup.Trust, setup.Policy, Cancel);
        chen.Press("Try the role");
        chen.Reads("Nothing is missing that can be tried.");
        accounts.ReadsNot("AWS refuses the portal's role");
    }

    private async Task ForgetAsync(string accountId)
    {
        await using var context = World.Open();
        await context.AccountGrants.Where(grant => grant.AccountId == accountId).ExecuteDeleteAsync(Cancel);
        await context.Accounts.Where(account => account.AccountId == accountId).ExecuteDeleteAsync(Cancel);
    }
}
