using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.Networking;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Commands;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Validation;

namespace Portal.Infrastructure.Accounts.Onboarding;

/// <summary>Takes an AWS account into the portal for a team; it is nobody's before somebody has proved it.</summary>
public sealed class AccountRegistration(CommandRunner runner, HubIdentity hub, AwsRegions regions)
{
    private const int LongestAlias = 100;

    /// <summary>Registering an account again in the same way before it is proven changes nothing.</summary>
    /// <param name="isManaged">Whether the portal is to assume a role there; then it makes a new external id.</param>
    /// <exception cref="InvalidInputException">Everything that is wrong with the input; nothing was stored.</exception>
    internal async Task<Receipt> RegisterAsync(
        Actor actor, RegisterAccountInput input, bool isManaged, IdempotencyKey? key, CancellationToken cancellationToken)
    {
        var errors = new InputErrors(cancellationToken);
        errors.Check(AwsIds.IsAccountId(input.AccountId), "accountId", "Enter the account's id: 12 digits.");
        var alias = errors.Name(input.Alias, "alias", LongestAlias, "what people call the account");
        errors.Check(
            AwsIds.IsRegion(input.Region) && regions.IsKnown(input.Region), "region", "Choose an AWS region that the portal knows, for example us-east-1.");
        var team = input.TeamId ?? (actor.TeamIds.Take(2).ToList() is [var only] ? only : null);
        errors.Check(team is not null && (actor.IsIn(team.Value) || actor.IsNetworkAdmin), "teamId", "Choose the team whose account it is: one of yours.");
        errors.ThrowIfAny();
        var hubAccount = await hub.AccountIdAsync(cancellationToken);
        return await runner.RunAsync(actor, key, async (context, changes) =>
        {
            RefuseUnless(
                await context.Teams.AnyAsync(row => row.Id == team && row.ClosedAt == null && row.CustomerOf == null, cancellationToken), "teamId",
                "There is no such team, or it is closed.");
            var known = await context.Accounts.SingleOrDefaultAsync(account => account.AccountId == input.AccountId, cancellationToken);
            RefuseUnless(input.AccountId != hubAccount, "accountId", "The portal itself works from this account. Publish and connect from others.");
            if (known is { Stage: AccountStage.Registered } && known.TeamId == team && known.IsManaged == isManaged)
            {
                return AccountChanges.ReceiptOf(known);
            }

            // Whose it is, is not for everybody to know.
            RefuseUnless(
                known is null or { Stage: AccountStage.Registered or AccountStage.Retired }, "accountId",
                "This account is in the portal already. Ask its team, or a network admin, to let you use it.");
            var role = isManaged ? $"arn:{AwsPartition.OfRegion(input.Region!).Name}:iam::{input.AccountId}:role/{RolePolicy.RoleName}" : null;
            var externalId = isManaged ? RandomNumberGenerator.GetHexString(64, lowercase: true) : null;
            if (known is null)
            {
                known = new AwsAccount(input.AccountId!, team!.Value, alias, input.Region!) { RoleArn = role, ExternalId = externalId };
                context.Accounts.Add(known);
            }
            else
            {
                if (known.TeamId != team)
                {
                    changes.Tell(known, new("account.register-elsewhere", known.Stage.ToString(), null, known.Stage == AccountStage.Retired
                        ? "Another team registered it after it was retired." : "Another team registered it before it was proven."));
                }

                await changes.TakeGrantsAwayAsync(context, known, "The account was registered anew", cancellationToken);
                context.MandatoryTags.RemoveRange(
                    await context.MandatoryTags.Where(tag => tag.AccountId == input.AccountId).ToListAsync(cancellationToken));
                known.RegisterAnew(team!.Value, alias, input.Region!, role, externalId);
            }

            changes.Tell(known, new("account.register", null, known.Stage.ToString(), null, new Dictionary<string, string?>
            {
                ["managed"] = isManaged ? "true" : "false",
            }));
            return AccountChanges.ReceiptOf(known);
        }, cancellationToken);
    }

    private static void RefuseUnless(bool holds, string field, string message)
    {
        if (!holds)
        {
            throw new InvalidInputException([new(field, message)]);
        }
    }
}
