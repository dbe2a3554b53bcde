using Bunit;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Testing.Worlds;

namespace Portal.Web.Tests.Pages;

public sealed class AccountsPageTests(PortalCluster cluster) : PageTest(cluster)
{
    [Fact]
    public async Task A_team_sees_its_own_accounts_and_no_others()
    {
        var chen = await OpenAsync(Cast.Chen, "/accounts");

        chen.Reads("storefront-prod");
        chen.Reads("storefront-staging");
        Assert.DoesNotContain("payments-prod", chen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Networks_are_read_from_aws_when_somebody_asks_for_them()
    {
        var vpc = World.Seed.Account("payments-prod").Vpc("payments-core");
        var priya = await OpenAsync(Cast.Priya, "/accounts");
        priya.Reads("payments-prod");
        Assert.DoesNotContain(vpc.VpcId, priya.Text, StringComparison.Ordinal);

        priya.Press("Show networks of payments-prod");

        priya.Reads(vpc.VpcId);
        Assert.All(vpc.Subnets, subnet => Assert.Contains(subnet.SubnetId, priya.Text, StringComparison.Ordinal));
        Assert.Contains("use1-az1", priya.Text, StringComparison.Ordinal);
        Assert.Contains(vpc.SecurityGroups[0].Name, priya.Text, StringComparison.Ordinal);
        priya.Press("Hide networks of payments-prod");
        priya.ReadsNot(vpc.VpcId);
    }

    [Fact]
    public async Task A_refusal_of_aws_is_told_and_can_be_tried_again()
    {
        var account = World.Seed.Account("payments-prod");
        await SetExternalIdAsync(account.AccountId, "another one");
        var priya = await OpenAsync(Cast.Priya, "/accounts");

        priya.Press("Show networks of payments-prod");
        priya.Wait(() => Assert.NotEmpty(priya.Screen.FindAll("[role=alert]")));
        await SetExternalIdAsync(account.AccountId, account.ExternalId!);
        priya.Press("Ask AWS again");

        priya.Reads(account.Vpc("payments-core").VpcId);
    }

    [Fact]
    public async Task The_portal_does_not_pretend_to_look_into_a_self_managed_account()
    {
        await using (var context = World.Open())
        {
            context.Accounts.Add(new AwsAccount("999988887777", Cast.Storefront.Id, "storefront-own", "us-east-1"));
            await context.SaveChangesAsync(Cancel);
        }

        var chen = await OpenAsync(Cast.Chen, "/accounts");

        chen.Reads("The portal has no role in this account");
        Assert.False(chen.Has("Show networks of storefront-own"));
    }

    [Fact]
    public async Task An_account_is_retired_by_whoever_types_its_id_and_can_be_registered_again()
    {
        var chen = await OpenAsync(Cast.Chen, "/accounts");
        var staging = World.Seed.Account("storefront-staging").AccountId;

        chen.Press("Retire it: storefront-staging");
        chen.Enter($"Type {staging} to confirm", "storefront");
        Assert.True(chen.Screen.FindAll("button").Single(button => button.TextContent.Trim() == "Retire it").HasAttribute("disabled"));
        chen.Enter($"Type {staging} to confirm", staging);
        chen.Press("Retire it");

        chen.Reads("Register it again");
        await using var context = World.Open();
        Assert.Equal(AccountStage.Retired, (await context.Accounts.SingleAsync(account => account.AccountId == staging, Cancel)).Stage);
    }

    [Fact]
    public async Task Who_is_in_no_team_is_told_why_there_is_nothing()
    {
        var stranger = await OpenAsync(Cast.Stranger, "/accounts");

        stranger.Reads("No account yet");
    }

    private async Task SetExternalIdAsync(string accountId, string externalId)
    {
        await using var context = World.Open();
        await context.Accounts.Where(account => account.AccountId == accountId)
            .ExecuteUpdateAsync(account => account.SetProperty(row => row.ExternalId, externalId), Cancel);
    }
}
