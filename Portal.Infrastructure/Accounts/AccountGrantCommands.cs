using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Domain.Networking;
using Portal.Infrastructure.Commands;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Validation;

namespace Portal.Infrastructure.Accounts;

/// <summary>What network admins do with grants of accounts: which team may request into which VPCs of whose account.</summary>
public sealed class AccountGrantCommands(CommandRunner runner)
{
    private const int MostVpcs = 100;

    /// <exception cref="InvalidInputException">All that is wrong.</exception>
    public Task<Receipt> GiveAsync(Actor actor, string accountId, AccountGrantInput input, IdempotencyKey? key, CancellationToken cancellationToken)
    {
        RequireAdmin(actor);
        var errors = new InputErrors(cancellationToken);
        errors.Check(input.TeamId is not null, "teamId", "Choose the team that may request connections from the account.");
        var vpcs = VpcsOf(input, errors);
        errors.ThrowIfAny();
        return runner.RunAsync(actor, key, async (context, changes) =>
        {
            var account = await AccountAsync(context, accountId, cancellationToken);
            var team = await context.Teams.AsNoTracking().SingleOrDefaultAsync(team => team.Id == input.TeamId, cancellationToken);
            Refuse(team is not { ClosedAt: null, IsExternal: false }, "teamId", "There is no such team of people, or it is closed. Choose another one.");
            Refuse(team!.Id == account.TeamId, "teamId", $"The account is {team.Name}'s own: it may request from all of it already.");
            Refuse(
                await context.AccountGrants.AnyAsync(grant => grant.AccountId == accountId && grant.TeamId == team.Id, cancellationToken), "teamId",
                $"{team.Name} may request from this account already. Change which VPCs instead.");
            var grant = new AccountGrant(accountId, team.Id, vpcs);
            context.AccountGrants.Add(grant);
            Tell(changes, account, grant, "account.grant.give", vpcs);
            return ReceiptOf(grant, grant.Version);
        }, cancellationToken);
    }

    /// <summary>Means other VPCs from now on.</summary>
    /// <exception cref="InvalidInputException">All that is wrong.</exception>
    public Task<Receipt> ChangeAsync(
        Actor actor, string accountId, Guid teamId, int? seenVersion, AccountGrantInput input, CancellationToken cancellationToken)
    {
        RequireAdmin(actor);
        var errors = new InputErrors(cancellationToken);
        errors.Check(input.TeamId is null || input.TeamId == teamId, "teamId", "Leave it out: the address says which team it is.");
        errors.Check(input.VpcIds is not null, "vpcIds", "Name the VPCs; an empty list means all of the account's.");
        var vpcs = VpcsOf(input, errors);
        errors.ThrowIfAny();
        return runner.RunAsync(actor, null, async (context, changes) =>
        {
            var (account, grant) = await FindAsync(context, accountId, teamId, seenVersion, cancellationToken);
            if (ReferenceEquals(grant.VpcIds, AccountGrant.UnreadableVpcIds))
            {
                throw new UnreadableException("the grant", "VPCs");
            }

            if (grant.VpcIds.SequenceEqual(vpcs))
            {
                return ReceiptOf(grant, grant.Version);
            }

            context.Entry(grant).Property(row => row.VpcIds).CurrentValue = vpcs;
            context.Entry(grant).Property(row => row.Version).CurrentValue = grant.Version + 1;
            Tell(changes, account, grant, "account.grant.change", vpcs);
            return ReceiptOf(grant, grant.Version);
        }, cancellationToken);
    }

    /// <summary>The team requests nothing more from the account; connections that stand stay.</summary>
    public Task<Receipt> TakeAwayAsync(Actor actor, string accountId, Guid teamId, int? seenVersion, CancellationToken cancellationToken)
    {
        RequireAdmin(actor);
        return runner.RunAsync(actor, null, async (context, changes) =>
        {
            var (account, grant) = await FindAsync(context, accountId, teamId, seenVersion, cancellationToken);
            context.Remove(grant);
            Tell(changes, account, grant, "account.grant.take-away", null);
            return ReceiptOf(grant, grant.Version);
        }, cancellationToken);
    }

    private static async Task<(AwsAccount Account, AccountGrant Grant)> FindAsync(
        PortalDbContext context, string accountId, Guid teamId, int? seenVersion, CancellationToken cancellationToken)
    {
        var account = await AccountAsync(context, accountId, cancellationToken);
        var grant = await context.AccountGrants.SingleOrDefaultAsync(grant => grant.AccountId == accountId && grant.TeamId == teamId, cancellationToken)
            ?? throw new SubjectNotFoundException("grant");
        return seenVersion is { } seen && seen != grant.Version ? throw new SomeoneWasFasterException("the grant") : (account, grant);
    }

    private static async Task<AwsAccount> AccountAsync(PortalDbContext context, string accountId, CancellationToken cancellationToken) =>
        await context.Accounts.AsNoTracking().SingleOrDefaultAsync(account => account.AccountId == accountId, cancellationToken)
        ?? throw new SubjectNotFoundException("account");

    private static string[] VpcsOf(AccountGrantInput input, InputErrors errors)
    {
        var named = input.VpcIds ?? [];
        if (!errors.AtMost(named.Count, MostVpcs, "vpcIds", "VPCs"))
        {
            return [];
        }

        foreach (var (id, index) in named.Select((id, index) => (id, index)))
        {
            errors.Check(AwsIds.IsVpcId(id), $"vpcIds[{index}]", $"\"{InputErrors.Shown(id)}\" is not a VPC id like vpc-0123456789abcdef0.");
        }

        return [.. named.Select(id => id!).Distinct().Order(StringComparer.Ordinal)];
    }

    private static void Tell(ChangeSet changes, AwsAccount account, AccountGrant grant, string action, string[]? vpcs)
    {
        changes.Audit(
            new(SubjectKind.Account, account.AccountId, [.. new[] { account.TeamId, grant.TeamId }.Distinct()]),
            new(action, null, null, null, new Dictionary<string, string?>
            {
                ["team"] = grant.TeamId.ToString(),
                ["vpcs"] = vpcs is null ? null : vpcs.Length == 0 ? "all" : string.Join(", ", vpcs),
            }));
        changes.Publish(SubjectKind.Account, Guid.Empty, 0);
        changes.Publish(SubjectKind.Team, grant.TeamId, 0);
    }

    private static void Refuse(bool when, string field, string message)
    {
        if (when)
        {
            throw new InvalidInputException([new(field, message)]);
        }
    }

    private static Receipt ReceiptOf(AccountGrant grant, int version) => new(grant.TeamId, "Given", version);

    private static void RequireAdmin(Actor actor)
    {
        if (!actor.IsNetworkAdmin)
        {
            throw new AccessRefusedException("Only network admins say which team may request from which account.");
        }
    }
}
