using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Commands;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Validation;

namespace Portal.Infrastructure.Accounts;

/// <summary>The tags that are asked for: by AWS in an account, as far as its refusals have told, and by people in an account or of a team.</summary>
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

    /// <summary>What AWS, the account and the team ask for: each tag that is missing or wrong is an error beside its field.</summary>
    /// <param name="teamId">The team for which something is made there.</param>
    internal static async Task CheckAsync(
        PortalDbContext context, string accountId, Guid teamId, IReadOnlyDictionary<string, string?>? tags, InputErrors errors,
        CancellationToken cancellationToken)
    {
        var learnt = await context.AskedTags.AsNoTracking().Where(tag => tag.AccountId == accountId && tag.IsRequired)
            .OrderBy(tag => tag.Key).ToListAsync(cancellationToken);
        foreach (var tag in learnt)
        {
            errors.Check(tags?.ContainsKey(tag.Key) == true, $"tags.{tag.Key}", $"Account {accountId} asks for this tag: {tag.Because}. Give it a value.");
        }

        foreach (var tag in await MandatoryAsync(context, [accountId], [teamId], cancellationToken))
        {
            var wrong = tag.Tag.WhyNot(tags?.GetValueOrDefault(tag.Tag.Key)?.Trim());
            var who = tag.Tag.AccountId is null ? $"Team {tag.TeamName}" : $"Account {accountId}";
            errors.Check(wrong is null, $"tags.{tag.Tag.Key}", $"{who} asks for this tag: {Because(tag)}. {wrong}.");
        }
    }

    /// <summary>What is asked for in accounts, whoever makes something there.</summary>
    internal static async Task<ILookup<string, AskedTagView>> OfAsync(
        PortalDbContext context, IReadOnlyCollection<string> accountIds, CancellationToken cancellationToken)
    {
        var learnt = await context.AskedTags.AsNoTracking().Where(tag => accountIds.Contains(tag.AccountId)).ToListAsync(cancellationToken);
        var mandatory = await MandatoryAsync(context, accountIds, [], cancellationToken);
        return learnt.Select(tag => (tag.AccountId, View: new AskedTagView(tag.Key, tag.IsRequired, tag.Because, tag.LearntAt)))
            .Concat(mandatory.Select(tag => (AccountId: tag.Tag.AccountId!, View: ViewOf(tag))))
            .GroupBy(tag => tag.AccountId, tag => tag.View)
            .SelectMany(account => AskedTagView.Merge(account), (account, view) => (account.Key, view))
            .ToLookup(tag => tag.Key, tag => tag.view);
    }

    /// <summary>What is asked for of teams, wherever something is made for them.</summary>
    internal static async Task<ILookup<Guid, AskedTagView>> OfTeamsAsync(
        PortalDbContext context, IReadOnlyCollection<Guid> teamIds, CancellationToken cancellationToken) =>
        (await MandatoryAsync(context, [], teamIds, cancellationToken)).ToLookup(tag => tag.Tag.TeamId!.Value, ViewOf);

    private static AskedTagView ViewOf(NamedTag tag) =>
        new(tag.Tag.Key, Required: true, Because(tag), tag.Tag.SetAt, tag.Tag.Values is { Count: > 0 } values ? values : null);

    private static string Because(NamedTag tag) => tag.Tag.AccountId is null
        ? $"everything that is made for {tag.TeamName} has to carry it"
        : "everything that is made in the account has to carry it";

    private static Task<List<NamedTag>> MandatoryAsync(
        PortalDbContext context, IReadOnlyCollection<string> accountIds, IReadOnlyCollection<Guid> teamIds, CancellationToken cancellationToken) =>
        context.MandatoryTags.AsNoTracking()
            .Where(tag => accountIds.Contains(tag.AccountId!) || teamIds.Contains(tag.TeamId!.Value))
            .OrderBy(tag => tag.Key).ThenBy(tag => tag.Id)
            .Select(tag => new NamedTag(tag, context.Teams.Where(team => team.Id == tag.TeamId).Select(team => team.Name).FirstOrDefault()))
            .ToListAsync(cancellationToken);

    private sealed record NamedTag(MandatoryTag Tag, string? TeamName);
}
