using Amazon.Runtime;
using Amazon.SecurityToken.Model;
using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Aws;

/// <summary>One check of an account's role, in words.</summary>
public sealed record ProbeCheck(ProbeVerdict Verdict, string Words);

/// <summary>Whether the portal can get into an account, and nobody else can by the portal's role.</summary>
/// <param name="Failure">What AWS said when the role could not be assumed.</param>
public sealed record AccountProof(
    ProbeCheck RoleAssumed, ProbeCheck IsThatAccount, ProbeCheck RefusedWithoutExternalId, ProbeCheck RefusedWithWrongExternalId, AwsFailure? Failure)
{
    public bool IsProven => Checks.All(check => check.Verdict == ProbeVerdict.Passed);

    public IReadOnlyList<ProbeCheck> Checks => [RoleAssumed, IsThatAccount, RefusedWithoutExternalId, RefusedWithWrongExternalId];
}

/// <summary>Proves that an account is who it says, and that its role asks for the external id.</summary>
public sealed class AccountProbe(AwsClients clients)
{
    private static readonly ProbeCheck NotChecked = new(ProbeVerdict.NotChecked, "Not checked, because the role could not be assumed");

    /// <param name="region">Where the session is tried: one that is not switched on in the account refuses it.</param>
    /// <exception cref="AwsCallException">AWS or the way to it failed, so nothing is known.</exception>
    public async Task<AccountProof> ProveAsync(AccountAccess access, string region, Party accountOwner, CancellationToken cancellationToken)
    {
        var (session, refusal) = await TryAssumeAsync(access.RoleArn, access.ExternalId, accountOwner, cancellationToken).ConfigureAwait(false);
        if (session is null)
        {
            return new(new(ProbeVerdict.Failed, $"{refusal!.Cause}. {refusal.Action}"), NotChecked, NotChecked, NotChecked, refusal);
        }

        var account = await AccountOfAsync(session, region, accountOwner, cancellationToken).ConfigureAwait(false);
        return new(
            new(ProbeVerdict.Passed, $"The portal can assume {access.RoleArn}"),
            account == access.AccountId
                ? new(ProbeVerdict.Passed, $"The role belongs to account {account}")
                : new(ProbeVerdict.Failed, $"The role belongs to account {account}, not to {access.AccountId}. Enter the role of that account"),
            await RefusedAsync(access.RoleArn, null, "without an external id", accountOwner, cancellationToken).ConfigureAwait(false),
            await RefusedAsync(access.RoleArn, $"wrong-{Guid.CreateVersion7():N}", "with a wrong external id", accountOwner, cancellationToken)
                .ConfigureAwait(false),
            null);
    }

    private async Task<ProbeCheck> RefusedAsync(
        string roleArn, string? externalId, string how, Party accountOwner, CancellationToken cancellationToken)
    {
        var (session, refusal) = await TryAssumeAsync(roleArn, externalId, accountOwner, cancellationToken).ConfigureAwait(false);
        return session is not null
            ? new(ProbeVerdict.Failed, $"The role can be assumed {how}. Let its trust policy ask for sts:ExternalId, or others could get in by it")
            : refusal!.Code == "AccessDenied"
                ? new(ProbeVerdict.Passed, $"The role is refused {how}")
                : new(ProbeVerdict.Failed, $"AWS did not plainly refuse the role {how}: {refusal.Cause}");
    }

    private async Task<(Credentials? Session, AwsFailure? Refusal)> TryAssumeAsync(
        string roleArn, string? externalId, Party accountOwner, CancellationToken cancellationToken)
    {
        try
        {
            return (await clients.AssumeAsync(roleArn, externalId, cancellationToken).ConfigureAwait(false), null);
        }
        catch (Exception exception) when (AwsErrors.Understands(exception, cancellationToken))
        {
            var explained = AwsErrors.Explain(exception, accountOwner, sent: false);
            return explained.Failure.NeedsPerson ? (null, explained.Failure) : throw explained;
        }
    }

    private async Task<string> AccountOfAsync(Credentials session, string region, Party accountOwner, CancellationToken cancellationToken)
    {
        try
        {
            using var tokens = clients.TokenClient(region, new SessionAWSCredentials(session.AccessKeyId, session.SecretAccessKey, session.SessionToken));
            return Replies.Checked(await tokens.GetCallerIdentityAsync(new GetCallerIdentityRequest(), cancellationToken).ConfigureAwait(false)).Account;
        }
        catch (Exception exception) when (AwsErrors.Understands(exception, cancellationToken))
        {
            throw AwsErrors.Explain(exception, accountOwner, sent: false);
        }
    }
}
