using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Commands;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;
using Portal.Infrastructure.Validation;

namespace Portal.Infrastructure.Accounts.Onboarding;

/// <summary>
/// Brings an AWS account into the portal that its own people look after: they prove that it is theirs by signing a challenge there, and hand over no key.
/// </summary>
public sealed class SelfManagedOnboarding(
    CommandRunner runner, IDbContextFactory<PortalDbContext> contexts, AccountRegistration registration, CallerIdentityGateway identities, TimeProvider clock)
{
    /// <summary>How long a challenge can be answered.</summary>
    public static readonly TimeSpan ChallengeLife = TimeSpan.FromMinutes(15);

    private const int LongestAnswer = 32 * 1024;

    private static readonly ProbeCheck Superseded = new(
        ProbeVerdict.Failed, "The challenge has been used or replaced meanwhile. Run the script that is shown now");

    private static readonly ProbeCheck NotAsked = new(ProbeVerdict.NotChecked, "AWS was not asked");

    /// <summary>Registers the account. Registering it again before it is proven changes nothing.</summary>
    /// <exception cref="InvalidInputException">Everything that is wrong with the input; nothing was stored.</exception>
    public Task<Receipt> RegisterAsync(Actor actor, RegisterAccountInput input, IdempotencyKey? key, CancellationToken cancellationToken) =>
        registration.RegisterAsync(actor, input, isManaged: false, key, cancellationToken);

    /// <summary>What to sign: the challenge that stands while most of its time is left, otherwise a new one, after which the old one counts no more.</summary>
    /// <exception cref="SubjectNotFoundException">There is no such self-managed account, or it is another team's.</exception>
    public async Task<ChallengeView> AskAsync(Actor actor, string accountId, CancellationToken cancellationToken)
    {
        AwsAccount? account = null;
        await runner.RunAsync(actor, null, async (context, changes) =>
        {
            account = await OwnAsync(context.Accounts, actor, accountId, cancellationToken);
            if (account.Stage == AccountStage.Registered && !account.Awaits(changes.Now + (ChallengeLife / 2)))
            {
                account.Ask(RandomNumberGenerator.GetHexString(64, lowercase: true), changes.Now + ChallengeLife);
                changes.Tell(account, new("account.challenge", null, null, null));
            }

            return AccountChanges.ReceiptOf(account);
        }, cancellationToken);
        return ViewOf(account!);
    }

    /// <summary>Takes the signed challenge, has AWS say who signed it, and proves the account if that is who it is.</summary>
    /// <exception cref="SubjectNotFoundException">There is no such self-managed account, or it is another team's.</exception>
    /// <exception cref="InvalidInputException">Nothing was handed in, or far too much.</exception>
    /// <exception cref="AwsCallException">AWS did not answer, so nothing is known; the same answer can be handed in again.</exception>
    public async Task<ProofView> AnswerAsync(Actor actor, string accountId, AnswerChallengeInput input, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var account = await OwnAsync(context.Accounts.AsNoTracking(), actor, accountId, cancellationToken);
        var errors = new InputErrors(cancellationToken);
        var text = errors.Text(input.SignedRequest, "signedRequest", LongestAnswer, "what the script prints");
        errors.ThrowIfAny();
        var checks = await CheckAsync(account, text, cancellationToken);
        return await TakeAsync(actor, account, checks, cancellationToken);
    }

    private async Task<IReadOnlyList<ProbeCheck>> CheckAsync(AwsAccount account, string text, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (account.Stage != AccountStage.Registered)
        {
            return [new(ProbeVerdict.Failed, "Nothing has to be proved about this account now"), NotAsked];
        }

        if (!account.Awaits(now))
        {
            return [new(ProbeVerdict.Failed, "The challenge has ended. Ask for a new one and run the new script"), NotAsked];
        }

        var (checks, request) = ChallengeAnswer.Read(text, new(account.Region, identities.EndpointOf(account.Region), account.Challenge!, now));
        if (request is null)
        {
            return [.. checks, NotAsked];
        }

        var identity = await identities.AskAsync(request, cancellationToken);
        return
        [
            .. checks,
            identity.Refusal is { } refusal ? new(ProbeVerdict.Failed, refusal)
                : identity.AccountId == account.AccountId
                    ? new(ProbeVerdict.Passed, $"AWS says that it was signed in account {account.AccountId}")
                    : new(ProbeVerdict.Failed, $"AWS says that it was signed in account {identity.AccountId}, not in {account.AccountId}. "
                        + "Run the script in the account that you registered"),
        ];
    }

    /// <param name="account">As it was when it was asked; what has been asked anew since was not answered.</param>
    private async Task<ProofView> TakeAsync(Actor actor, AwsAccount account, IReadOnlyList<ProbeCheck> checks, CancellationToken cancellationToken)
    {
        var view = new ProofView(false, account.Stage, checks);
        await runner.RunAsync(actor, null, async (context, changes) =>
        {
            var row = await OwnAsync(context.Accounts, actor, account.AccountId, cancellationToken);
            var (from, all) = (row.Stage, checks);
            var isProven = checks.All(check => check.Verdict == ProbeVerdict.Passed);
            if (isProven && !(row.Awaits(changes.Now) && row.Challenge == account.Challenge))
            {
                (isProven, all) = (false, [.. checks, Superseded]);
            }

            if (isProven)
            {
                row.MarkProven();
                changes.Check((_, _) => WorkTable.WakeBlockedAsync(context, cancellationToken, row.AccountId));
            }

            changes.Tell(row, new(
                isProven ? "account.prove" : "account.proof-failed", from.ToString(), row.Stage.ToString(),
                all.FirstOrDefault(check => check.Verdict == ProbeVerdict.Failed)?.Words));
            view = new(isProven, row.Stage, all);
            return AccountChanges.ReceiptOf(row);
        }, cancellationToken);
        return view;
    }

    private ChallengeView ViewOf(AwsAccount account) => new(
        account.AccountId, account.Stage, account.Region, account.Challenge, account.ChallengeEndsAt, account.Challenge is { } challenge
            ? ChallengeScript.Of(account.AccountId, account.Region, identities.EndpointOf(account.Region), challenge)
            : null);

    private static async Task<AwsAccount> OwnAsync(
        IQueryable<AwsAccount> accounts, Actor actor, string accountId, CancellationToken cancellationToken) =>
        await accounts.SingleOrDefaultAsync(account => account.AccountId == accountId && account.RoleArn == null, cancellationToken) is { } account
        && (actor.IsIn(account.TeamId) || actor.IsNetworkAdmin)
            ? account
            : throw new SubjectNotFoundException("self-managed account of your teams");
}
