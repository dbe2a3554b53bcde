using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Domain.Reviews;
using Portal.Infrastructure.Data;

namespace Portal.Infrastructure.Reviews;

/// <summary>Finds in the database the reviews that a person can decide now, as <see cref="Review.WhyNot"/> tells it of one.</summary>
internal static class OpenReviews
{
    public static Task<int> CountAsync(PortalDbContext context, Actor actor, CancellationToken cancellationToken) =>
        Decidable(context, actor) is { } mine ? mine.CountAsync(cancellationToken) : Task.FromResult(0);

    /// <summary>The one that has waited longest; none when nothing else waits for the actor.</summary>
    public static async Task<Guid?> NextAsync(PortalDbContext context, Actor actor, Guid except, CancellationToken cancellationToken) =>
        Decidable(context, actor) is not { } mine ? null
        : await (
            from id in mine
            join review in context.Reviews on id equals review.Id
            where review.Id != except
            orderby review.CreatedAt, review.Id
            select (Guid?)review.Id).FirstOrDefaultAsync(cancellationToken);

    /// <returns>None where the actor decides nothing at all.</returns>
    private static IQueryable<Guid>? Decidable(PortalDbContext context, Actor actor)
    {
        var teams = actor.Memberships.Where(membership => membership.Roles.Contains(TeamRole.Provider))
            .Select(membership => membership.TeamId.ToString()).ToArray();
        if (teams.Length == 0 && !actor.IsNetworkAdmin)
        {
            return null;
        }

        var purposes = StoredEnum<ReviewPurpose>.Known.Select(purpose => purpose.ToString()).ToArray();
        // The level whose turn it is: the first that has fewer approvals than it needs.
        return context.Database.SqlQuery<Guid>(
            $"""
            select review.id as "Value" from review
            cross join lateral (
                select level.value->>'teamId' as team_id
                from jsonb_array_elements(case jsonb_typeof(review.levels) when 'array' then review.levels else '[]' end)
                    with ordinality as level(value, number)
                where (level.value->>'approvals')::int > (
                    select count(*) from review_decision decision
                    where decision.review_id = review.id and decision.level = level.number - 1 and decision.verdict = 'Approve')
                order by level.number limit 1) as turn
            where review.state = 'Open' and review.purpose = any({purposes})
                and case when turn.team_id is null then {actor.IsNetworkAdmin} else turn.team_id = any({teams}) end
                and not exists (
                    select from review earlier
                    where earlier.subject_id = review.subject_id and earlier.requester_issuer = {actor.Issuer} and earlier.requester_subject = {actor.Subject})
                and not exists (
                    select from review_decision decision
                    where decision.review_id = review.id and decision.issuer = {actor.Issuer} and decision.subject = {actor.Subject})
                and not exists (
                    select from audit_row edit
                    where edit.subject_kind = 'Connection' and edit.subject_id = review.subject_id::text and edit.action = {ReviewAuthors.Edit}
                        and edit.actor_issuer = {actor.Issuer} and edit.actor_subject = {actor.Subject})
            """);
    }
}
