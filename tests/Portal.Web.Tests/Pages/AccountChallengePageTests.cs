using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Infrastructure.Accounts.Onboarding;
using Portal.Sandbox.Seeding;
using Portal.Testing.Worlds;

namespace Portal.Web.Tests.Pages;

public sealed class AccountChallengePageTests(PortalCluster cluster) : PageTest(cluster)
{
    private SeedAccount Partner => World.Seed.Account("analytics-partner");

    [Fact]
    public async Task A_team_registers_an_account_that_it_manages_itself_signs_the_challenge_there_and_owns_it()
    {
        await ForgetAsync();
        var amara = await OpenAsync(Cast.Amara, "/accounts/register");
        amara.Enter("AWS account id (12 digits)", Partner.AccountId);
        amara.Enter("What people call it", "analytics-partner");
        amara.Enter("Region that forms start with", Partner.Region);
        amara.Choose("Its own people (self-managed)");
        amara.Press("Show how to prove it");

        amara.Reads("1. Sign it in the account");
        var asked = await AskedAsync();
        amara.Reads(asked.Challenge!);
        var answer = SignedChallenge.Of(asked, World.Sandbox.AwsEndpoint, Partner);
        amara.Enter("What the script printed", (answer with { SecretAccessKey = "another" }).Text());
        amara.Press("Prove it");
        amara.Reads("the signature does not fit");
        amara.Reads("Not proven yet.");
        (await OpenAsync(Cast.Amara, "/", beside: amara)).Reads("sign the challenge in it");

        amara.Enter("What the script printed", answer.Text());
        amara.Press("Prove it");
        amara.Reads("The account is ready.");

        await using var context = World.Open();
        var account = await context.Accounts.SingleAsync(account => account.AccountId == Partner.AccountId, Cancel);
        Assert.Equal((AccountStage.Proven, false, null), (account.Stage, account.IsManaged, account.Challenge));
    }

    [Fact]
    public async Task A_script_that_has_ended_is_said_to_have_ended_and_a_fresh_one_is_shown()
    {
        await ForgetAsync();
        await World.Get<SelfManagedOnboarding>().RegisterAsync(Cast.Amara, new(Partner.AccountId, "partner", Partner.Region, null), null, Cancel);
        var amara = await OpenAsync(Cast.Amara, $"/accounts/{Partner.AccountId}/challenge");
        amara.Reads("This script can be used until");
        var asked = await AskedAsync();
        await using (var context = World.Open())
        {
            await context.Accounts.Where(account => account.AccountId == Partner.AccountId)
                .ExecuteUpdateAsync(account => account.SetProperty(row => row.ChallengeEndsAt, World.Clock.GetUtcNow().AddSeconds(-1)), Cancel);
        }

        amara.Press("Show a fresh script");

        amara.ReadsNot(asked.Challenge!);
        amara.Reads((await AskedAsync()).Challenge!);
    }

    [Fact]
    public async Task What_is_left_empty_is_said_beside_its_field()
    {
        await ForgetAsync();
        await World.Get<SelfManagedOnboarding>().RegisterAsync(Cast.Amara, new(Partner.AccountId, "partner", Partner.Region, null), null, Cancel);
        var amara = await OpenAsync(Cast.Amara, "/accounts");
        amara.Press("Prove that it is yours");
        amara.Reads("2. Paste what it printed");

        amara.Press("Prove it");

        amara.Reads("Enter what the script prints.");
    }

    [Fact]
    public async Task Strangers_are_asked_for_nothing()
    {
        var chen = await OpenAsync(Cast.Chen, $"/accounts/{Partner.AccountId}/challenge");

        chen.Reads("There is no such self-managed account of your teams, or you may not see it.");
        Assert.False(chen.Has("Prove it"));
    }

    private Task<ChallengeView> AskedAsync() => World.Get<SelfManagedOnboarding>().AskAsync(Cast.Amara, Partner.AccountId, Cancel);

    private async Task ForgetAsync()
    {
        await using var context = World.Open();
        await context.AccountGrants.Where(grant => grant.AccountId == Partner.AccountId).ExecuteDeleteAsync(Cancel);
        await context.Accounts.Where(account => account.AccountId == Partner.AccountId).ExecuteDeleteAsync(Cancel);
    }
}
