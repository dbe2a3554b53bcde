using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Commands;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Validation;

namespace Portal.Infrastructure.Accounts;

/// <summary>The tags that AWS asks for in an account, as far as its refusals have told: learnt by whoever was refused, asked for by forms.</summary>
public static class AskedTags
{
    /// <summary>Remembers what a refusal has named, in the transaction that is under way.</summary>
    public static async Task LearnAsync(
        PortalDbContext context, ChangeSet changes, string accountId, AwsFailure failure, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var tag in failure.AskedTags ?? [])
        {
            // Two workers may learn the same at once. What is demanded outweighs what is only held to values.
            var learnt = await context.Database.ExecuteSqlAsync(
                $"""
                insert into asked_tag (account_id, key, is_required, because, learnt_at)
                values ({accountId}, {tag.Key}, {tag.IsRequired}, {failure.Cause}, {now})
                on conflict (account_id, key) do update set is_required = true, because = excluded.because, learnt_at = excluded.learnt_at
                where excluded.is_required and not asked_tag.is_required
                """, cancellationToken);
            if (learnt > 0)
            {
                await AuditAsync(context, changes, accountId, new("account.tag.learn", null, tag.Key, failure.Cause), cancellationToken);
            }
        }
    }

    internal static async Task AuditAsync(
        PortalDbContext context, ChangeSet changes, string accountId, DomainEvent happened, CancellationToken cancellationToken)
    {
        var team = await context.Accounts.Where(account => account.AccountId == accountId).Select(account => account.TeamId).SingleAsync(cancellationToken);
        changes.Audit(new(SubjectKind.Account, accountId, [team]), happened);
        changes.Publish(SubjectKind.Account, Guid.Empty, 0);
    }

    /// <summary>Those without which AWS makes nothing there: each that is missing is an error beside its field.</summary>
    internal static async Task CheckAsync(
        PortalDbContext context, string accountId, IReadOnlyDictionary<string, string?>? tags, InputErrors errors, CancellationToken cancellationToken)
    {
        var asked = await context.AskedTags.AsNoTracking().Where(tag => tag.AccountId == accountId && tag.IsRequired)
            .OrderBy(tag => tag.Key).ToListAsync(cancellationToken);
        foreach (var tag in asked)
        {
            errors.Check(tags?.ContainsKey(tag.Key) == true, $"tags.{tag.Key}", $"Account {accountId} asks for this tag: {tag.Because}. Give it a value.");
        }
    }

    internal static async Task<ILookup<string, AskedTagView>> OfAsync(
        PortalDbContext context, IReadOnlyCollection<string> accountIds, CancellationToken cancellationToken) =>
        (await context.AskedTags.AsNoTracking().Where(tag => accountIds.Contains(tag.AccountId)).OrderBy(tag => tag.Key).ToListAsync(cancellationToken))
            .ToLookup(tag => tag.AccountId, tag => new AskedTagView(tag.Key, tag.IsRequired, tag.Because, tag.LearntAt));
}
