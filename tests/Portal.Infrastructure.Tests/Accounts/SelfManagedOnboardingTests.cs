using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Infrastructure.Accounts.Onboarding;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.Tests.Data;
using Portal.Sandbox.Seeding;
using Portal.Testing.Worlds;

namespace Portal.Infrastructure.Tests.Accounts;

/// <summary>An account that its own people look after: they prove that it is theirs by signing the portal's challenge there, and by nothing less.</summary>
public sealed class SelfManagedOnboardingTests(PortalCluster cluster) : WorldTest(cluster)
{
    [Fact]
    public async Task Who_signs_the_challenge_in_the_account_owns_it_and_asks_for_connections_from_it()
    {
        await using var world = await StartAsync();
        var (onboarding, partner) = (world.Get<SelfManagedOnboarding>(), await RegisteredAsync(world));
        var request = Inputs.Partner(world.Seed, await world.StoreServiceAsync(Cancel));
        Task AskAsync() => world.Get<ConnectionCommands>().PreviewAsync(world.Cast.Amara, request, Cancel);
        var tooEarly = await Assert.ThrowsAsync<InvalidInputException>(AskAsync);
        Assert.Contains(
            "nobody has proved yet that it is theirs", tooEarly.Errors.Single(error => error.Field == "accountId").Message, StringComparison.Ordinal);

        var asked = await onboarding.AskAsync(world.Cast.Amara, partner.AccountId, Cancel);
        var proof = await onboarding.AnswerAsync(world.Cast.Amara, partner.AccountId, new(Answer(world, asked).Text()), Cancel);

        Assert.Equal((true, AccountStage.Proven), (proof.Proven, proof.Stage));
        Assert.All(proof.Checks, check => Assert.Equal(ProbeVerdict.Passed, check.Verdict));
        await AskAsync();
        Assert.Equal(["account.register", "account.challenge", "account.prove"], await HistoryAsync(world, partner));
    }

    [Fact]
    public async Task The_same_challenge_stands_until_most_of_its_time_is_gone_and_counts_no_more_when_there_is_a_new_one()
    {
        await using var world = await StartAsync();
        var (onboarding, partner) = (world.Get<SelfManagedOnboarding>(), await RegisteredAsync(world));
        var first = await onboarding.AskAsync(world.Cast.Amara, partner.AccountId, Cancel);
        Assert.Equal(64, first.Challenge!.Length);
        Assert.Equal(first.Challenge, (await onboarding.AskAsync(world.Cast.Amara, partner.AccountId, Cancel)).Challenge);

        world.Clock.Advance(TimeSpan.FromMinutes(8));
        var second = await onboarding.AskAsync(world.Cast.Amara, partner.AccountId, Cancel);

        Assert.NotEqual(first.Challenge, second.Challenge);
        await RefusedAsync(world, Answer(world, first), "Another challenge is in it");
    }

    [Fact]
    public async Task What_was_signed_in_another_account_proves_nothing()
    {
        await using var world = await StartAsync();
        var partner = await RegisteredAsync(world);
        var asked = await world.Get<SelfManagedOnboarding>().AskAsync(world.Cast.Amara, partner.AccountId, Cancel);
        var other = world.Seed.Account("storefront-prod");

        var words = await RefusedAsync(world, SignedChallenge.Of(asked, world.Sandbox.AwsEndpoint, other));

        Assert.Contains($"signed in account {other.AccountId}, not in {partner.AccountId}", words, StringComparison.Ordinal);
        Assert.Equal(["account.register", "account.challenge", "account.proof-failed"], await HistoryAsync(world, partner));
    }

    [Fact]
    public async Task An_answer_counts_once_and_for_fifteen_minutes()
    {
        await using var world = await StartAsync();
        var (onboarding, partner) = (world.Get<SelfManagedOnboarding>(), await RegisteredAsync(world));
        var asked = await onboarding.AskAsync(world.Cast.Amara, partner.AccountId, Cancel);
        world.Clock.Advance(SelfManagedOnboarding.ChallengeLife);
        await RefusedAsync(world, Answer(world, asked), "The challenge has ended");

        var anew = await onboarding.AskAsync(world.Cast.Amara, partner.AccountId, Cancel);
        var answer = Answer(world, anew) with { At = world.Clock.GetUtcNow() };
        await RefusedAsync(world, Answer(world, anew) with { At = world.Clock.GetUtcNow() - TimeSpan.FromMinutes(16) }, "more than 15 minutes ago");
        await RefusedAsync(world, answer with { At = world.Clock.GetUtcNow() + TimeSpan.FromMinutes(6) }, "signed in the future");
        var inTime = Answer(world, anew) with { At = Near(world) };
        Assert.True((await onboarding.AnswerAsync(world.Cast.Amara, partner.AccountId, new(inTime.Text()), Cancel)).Proven);

        var again = await onboarding.AnswerAsync(world.Cast.Amara, partner.AccountId, new(answer.Text()), Cancel);
        Assert.Equal((false, AccountStage.Proven), (again.Proven, again.Stage));
        Assert.Contains("Nothing has to be proved", again.Checks[0].Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whatever_else_is_handed_in_is_refused_in_words_and_sent_nowhere()
    {
        await using var world = await StartAsync();
        var partner = await RegisteredAsync(world);
        var asked = await world.Get<SelfManagedOnboarding>().AskAsync(world.Cast.Amara, partner.AccountId, Cancel);
        var right = Answer(world, asked);
        var before = (await world.Aws.LedgerAsync(Cancel)).Count;

        await RefusedAsync(world, right with { Challenge = new string('0', 64) }, "Another challenge is in it");
        await RefusedAsync(world, right with { SignsChallenge = false }, "is not signed");
        await RefusedAsync(world, right with { Url = "https://attacker.example/" }, "It is meant for https://attacker.example/");
        await RefusedAsync(world, right with { Url = "http://169.254.169.254/latest/meta-data/" }, "It is meant for http://169.254.169.254");
        await RefusedAsync(world, right with { Url = right.Url + "?x=1" }, "It is meant for");
        await RefusedAsync(world, right with { Region = "eu-west-1" }, "It is signed for eu-west-1");
        await RefusedAsync(world, right with { Body = "Action=GetSessionToken&Version=2011-06-15" }, "something else");
        await RefusedAsync(world, right with { Body = SignedChallenge.Question + "&Action=GetSessionToken" }, "something else");
        await RefusedAsync(world, right with { Method = "DELETE" }, "something else");
        await RefusedAsync(world, right with { More = new Dictionary<string, string> { ["x-amz-target"] = "x" } }, "something else");
        await RefusedAsync(world, right with { SessionToken = "a\r\nHost: elsewhere" }, "something else");
        await RefusedAsync(world, right with { Service = "iam" }, "not what the script prints");
        await RefusedAsync(world, Changed(right, answer => answer["headers"]!["HOST"] = "attacker.example"), "It is meant for");
        await RefusedAsync(world, Changed(right, answer => answer["headers"]!["X-PORTAL-CHALLENGE"] = "x"), "not what the script prints");
        await RefusedAsync(world, Changed(right, answer => answer["target"] = "x"), "not what the script prints");
        await RefusedAsync(world, Changed(right, answer => answer["headers"]!["x-amz-date"] = "now"), "when it was signed");
        await RefusedAsync(world, Changed(right, answer => answer["headers"]!.AsObject().Remove("x-portal-challenge")), "There is no challenge in it");
        await RefusedAsync(world, "AKIAIOSFODNN7EXAMPLE", "not what the script prints");
        await RefusedAsync(world, "{}", "not what the script prints");
        await RefusedAsync(world, Convert.ToBase64String("[]"u8), "not what the script prints");
        await RefusedAsync(world, Convert.ToBase64String("null"u8), "not what the script prints");

        Assert.Equal(before, (await world.Aws.LedgerAsync(Cancel)).Count);
        Assert.Equal(21, (await HistoryAsync(world, partner)).Count(action => action == "account.proof-failed"));
    }

    [Fact]
    public async Task A_signature_that_AWS_does_not_take_proves_nothing()
    {
        await using var world = await StartAsync();
        var partner = await RegisteredAsync(world);
        var asked = await world.Get<SelfManagedOnboarding>().AskAsync(world.Cast.Amara, partner.AccountId, Cancel);
        var right = Answer(world, asked);

        await RefusedAsync(world, right with { SecretAccessKey = "another" }, "the signature does not fit");
        await RefusedAsync(world, right with { AccessKeyId = "AKIAAAAAAAAAAAAAAAAA" }, "AWS does not know the credentials");
        await RefusedAsync(world, right with { SessionToken = "of-nobody" }, "AWS does not know the credentials");
    }

    [Fact]
    public async Task Nothing_is_said_of_an_account_by_an_answer_to_a_challenge_of_its_earlier_team()
    {
        await using var world = await StartAsync();
        var (onboarding, partner) = (world.Get<SelfManagedOnboarding>(), await RegisteredAsync(world));
        var asked = await onboarding.AskAsync(world.Cast.Amara, partner.AccountId, Cancel);
        await onboarding.RegisterAsync(world.Cast.Chen, new(partner.AccountId, "ours", partner.Region, null), null, Cancel);
        await onboarding.AskAsync(world.Cast.Chen, partner.AccountId, Cancel);

        await Assert.ThrowsAsync<SubjectNotFoundException>(
            () => onboarding.AnswerAsync(world.Cast.Amara, partner.AccountId, new(Answer(world, asked).Text()), Cancel));
        var stolen = await onboarding.AnswerAsync(world.Cast.Chen, partner.AccountId, new(Answer(world, asked).Text()), Cancel);

        Assert.Equal((false, AccountStage.Registered), (stolen.Proven, stolen.Stage));
    }

    [Fact]
    public async Task Only_the_team_that_registered_it_and_network_admins_are_asked_and_answer()
    {
        await using var world = await StartAsync();
        var (onboarding, partner) = (world.Get<SelfManagedOnboarding>(), await RegisteredAsync(world));

        foreach (var stranger in new[] { world.Cast.Chen, world.Cast.Tomas, world.Cast.Stranger })
        {
            await Assert.ThrowsAsync<SubjectNotFoundException>(() => onboarding.AskAsync(stranger, partner.AccountId, Cancel));
            await Assert.ThrowsAsync<SubjectNotFoundException>(() => onboarding.AnswerAsync(stranger, partner.AccountId, new("x"), Cancel));
        }

        Assert.NotNull((await onboarding.AskAsync(world.Cast.Nora, partner.AccountId, Cancel)).Script);
        Assert.Equal(["signedRequest"], await WrongFieldsAsync(() => onboarding.AnswerAsync(world.Cast.Nora, partner.AccountId, new(" "), Cancel)));
        Assert.Equal(
            ["signedRequest"], await WrongFieldsAsync(() => onboarding.AnswerAsync(world.Cast.Nora, partner.AccountId, new(new string('a', 40_000)), Cancel)));
        await Assert.ThrowsAsync<SubjectNotFoundException>(
            () => onboarding.AskAsync(world.Cast.Chen, world.Seed.Account("storefront-prod").AccountId, Cancel));
    }

    [Fact]
    public async Task An_account_that_was_registered_for_a_role_becomes_self_managed_when_its_team_says_so_before_it_is_proven()
    {
        await using var world = await StartAsync();
        var partner = await RegisteredAsync(world);
        await world.Get<AccountOnboarding>().RegisterAsync(world.Cast.Amara, new(partner.AccountId, "partner", partner.Region, null), null, Cancel);
        await Assert.ThrowsAsync<SubjectNotFoundException>(() => world.Get<SelfManagedOnboarding>().AskAsync(world.Cast.Amara, partner.AccountId, Cancel));

        await world.Get<SelfManagedOnboarding>().RegisterAsync(world.Cast.Amara, new(partner.AccountId, "partner", partner.Region, null), null, Cancel);

        Assert.NotNull((await world.Get<SelfManagedOnboarding>().AskAsync(world.Cast.Amara, partner.AccountId, Cancel)).Challenge);
    }

    /// <summary>By the machine's clock, which the simulated AWS goes by, and still young enough for the portal's.</summary>
    private static DateTimeOffset Near(PortalWorld world) => world.Clock.GetUtcNow() - TimeSpan.FromMinutes(14);

    private static SignedChallenge Answer(PortalWorld world, ChallengeView asked) =>
        SignedChallenge.Of(asked, world.Sandbox.AwsEndpoint, world.Seed.Account("analytics-partner"));

    private static string Changed(SignedChallenge answer, Action<JsonNode> change)
    {
        var read = JsonNode.Parse(Convert.FromBase64String(answer.Text()))!;
        change(read);
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(read.ToJsonString()));
    }

    /// <summary>Amara's account, registered and proved by nobody.</summary>
    private static async Task<SeedAccount> RegisteredAsync(PortalWorld world)
    {
        var partner = world.Seed.Account("analytics-partner");
        await using var context = world.Open();
        await context.AccountGrants.Where(grant => grant.AccountId == partner.AccountId).ExecuteDeleteAsync(Cancel);
        await context.Accounts.Where(account => account.AccountId == partner.AccountId).ExecuteDeleteAsync(Cancel);
        await world.Get<SelfManagedOnboarding>().RegisterAsync(
            world.Cast.Amara, new(partner.AccountId, "analytics-partner", partner.Region, null), null, Cancel);
        return partner;
    }

    private static Task<string> RefusedAsync(PortalWorld world, SignedChallenge answer, string because = "") => RefusedAsync(world, answer.Text(), because);

    /// <returns>Why.</returns>
    private static async Task<string> RefusedAsync(PortalWorld world, string answer, string because)
    {
        var proof = await world.Get<SelfManagedOnboarding>().AnswerAsync(
            world.Cast.Amara, world.Seed.Account("analytics-partner").AccountId, new(answer), Cancel);
        Assert.Equal((false, AccountStage.Registered), (proof.Proven, proof.Stage));
        var words = string.Join(". ", proof.Checks.Where(check => check.Verdict == ProbeVerdict.Failed).Select(check => check.Words));
        Assert.Contains(because, words, StringComparison.Ordinal);
        return words;
    }

    private static async Task<IReadOnlyList<string>> HistoryAsync(PortalWorld world, SeedAccount account)
    {
        await using var context = world.Open();
        return await context.AuditRows.Where(row => row.SubjectId == account.AccountId).OrderBy(row => row.Id).Select(row => row.Action).ToListAsync(Cancel);
    }
}
