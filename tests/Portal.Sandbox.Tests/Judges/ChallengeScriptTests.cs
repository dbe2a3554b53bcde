using System.Diagnostics;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using Microsoft.EntityFrameworkCore;
using Portal.Infrastructure.Accounts.Onboarding;
using Portal.Sandbox.Seeding;
using Portal.Testing.Worlds;

namespace Portal.Sandbox.Tests.Judges;

/// <summary>The script that the portal shows, run as it is shown: by a shell, with AWS's own Python library.</summary>
public sealed class ChallengeScriptTests(PortalCluster cluster) : IClassFixture<PortalCluster>
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_it_prints_proves_the_account_in_which_it_is_run_and_no_other()
    {
        await using var world = await PortalWorld.StartAsync(cluster, Cancel);
        var (onboarding, partner) = (world.Get<SelfManagedOnboarding>(), world.Seed.Account("analytics-partner"));
        await using (var context = world.Open())
        {
            await context.Accounts.Where(account => account.AccountId == partner.AccountId).ExecuteDeleteAsync(Cancel);
        }

        await onboarding.RegisterAsync(world.Cast.Amara, new(partner.AccountId, "partner", partner.Region, null), null, Cancel);
        var script = (await onboarding.AskAsync(world.Cast.Amara, partner.AccountId, Cancel)).Script!;
        Task<ProofView> AnswerAsync(string printed) => onboarding.AnswerAsync(world.Cast.Amara, partner.AccountId, new(printed), Cancel);

        var other = await AnswerAsync(await PrintedAsync(script, KeyOf(world.Seed.Account("storefront-prod"))));
        Assert.Contains("signed in account 310000000001, not in 320000000002", other.Checks[^1].Words, StringComparison.Ordinal);

        var printed = await PrintedAsync(script, KeyOf(partner));
        Assert.DoesNotContain(partner.SecretAccessKey, Decoded(printed), StringComparison.Ordinal);
        Assert.True((await AnswerAsync(Wrapped(printed))).Proven);
    }

    [Fact]
    public async Task Temporary_credentials_such_as_those_of_CloudShell_sign_as_well()
    {
        await using var world = await PortalWorld.StartAsync(cluster, Cancel);
        var (onboarding, seed) = (world.Get<SelfManagedOnboarding>(), world.Seed.Account("storefront-staging"));
        using var sts = new AmazonSecurityTokenServiceClient(
            world.Seed.Account("privatelink-portal").AccessKeyId, world.Seed.Account("privatelink-portal").SecretAccessKey,
            new AmazonSecurityTokenServiceConfig { ServiceURL = world.Sandbox.AwsEndpoint.AbsoluteUri, AuthenticationRegion = "us-east-1" });
        var session = (await sts.AssumeRoleAsync(
            new AssumeRoleRequest { RoleArn = seed.RoleArn, ExternalId = seed.ExternalId, RoleSessionName = "somebody" }, Cancel)).Credentials;
        await using (var context = world.Open())
        {
            await context.AccountGrants.Where(grant => grant.AccountId == seed.AccountId).ExecuteDeleteAsync(Cancel);
            await context.Accounts.Where(account => account.AccountId == seed.AccountId).ExecuteDeleteAsync(Cancel);
        }

        await onboarding.RegisterAsync(world.Cast.Chen, new(seed.AccountId, "staging", seed.Region, null), null, Cancel);
        var script = (await onboarding.AskAsync(world.Cast.Chen, seed.AccountId, Cancel)).Script!;
        var proof = await onboarding.AnswerAsync(world.Cast.Chen, seed.AccountId, new(await PrintedAsync(script, session.GetCredentials())), Cancel);

        Assert.True(proof.Proven, string.Join(' ', proof.Checks.Select(check => check.Words)));
    }

    [Fact]
    public async Task Where_there_are_no_credentials_it_says_so()
    {
        var script = ChallengeScript.Of("320000000002", "us-east-1", new Uri("https://sts.us-east-1.amazonaws.com/"), "a-challenge");

        var (exitCode, _, error) = await RunAsync(script, null);

        Assert.NotEqual(0, exitCode);
        Assert.Contains("There are no AWS credentials here.", error, StringComparison.Ordinal);
    }

    private static ImmutableCredentials KeyOf(SeedAccount account) => new(account.AccessKeyId, account.SecretAccessKey, null);

    /// <summary>As a terminal breaks a long line.</summary>
    private static string Wrapped(string text) => string.Join('\n', text.Chunk(80).Select(line => new string(line)));

    private static string Decoded(string printed) => System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(printed));

    private static async Task<string> PrintedAsync(string script, ImmutableCredentials credentials)
    {
        var (exitCode, printed, error) = await RunAsync(script, credentials);
        Assert.True(exitCode == 0, error);
        return printed.Trim();
    }

    private static async Task<(int ExitCode, string Printed, string Error)> RunAsync(string script, ImmutableCredentials? credentials)
    {
        var start = new ProcessStartInfo("bash", ["-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("AWS_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        // Debian's own Python comes first, as for every foreign client; and nobody's home or machine lends it credentials.
        start.Environment["PATH"] = $"/usr/bin:{start.Environment["PATH"]}";
        start.Environment["AWS_EC2_METADATA_DISABLED"] = "true";
        start.Environment["AWS_SHARED_CREDENTIALS_FILE"] = start.Environment["AWS_CONFIG_FILE"] = "/nonexistent";
        if (credentials is not null)
        {
            start.Environment["AWS_ACCESS_KEY_ID"] = credentials.AccessKey;
            start.Environment["AWS_SECRET_ACCESS_KEY"] = credentials.SecretKey;
            if (credentials.UseToken)
            {
                start.Environment["AWS_SESSION_TOKEN"] = credentials.Token;
            }
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(Limit);
        using var process = Process.Start(start)!;
        var (printed, error) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, await printed, await error);
    }
}
