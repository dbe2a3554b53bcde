using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Domain.Reviews;
using Portal.Infrastructure.Data;

namespace Portal.Infrastructure.Reviews;

/// <summary>Counts in the database the reviews that a person can decide now, as <see cref="Review.WhyNot"/> tells it of one.</summary>
internal static class OpenReviews
{
    public static async Task<int> CountAsync(PortalDbContext context, Actor actor, CancellationToken cancellationToken)
    {
        var teams = actor.Memberships.Where(membership => membership.Roles.Contains(TeamRole.Provider))
            .Select(membership => membership.TeamId.ToString()).ToArray();
        if (teams.Length == 0 && !actor.IsNetworkAdmin)
        {
            return 0;
        }

        var purposes = StoredEnum<ReviewPurpose>.Known.Select(purpose => purpose.ToString()).ToArray();
        // The level whose turn it is: the first that has fewer approvals than it needs.
        var counts = await context.Database.SqlQuery<int>(
            $"""
            select count(*)::int as "Value" from review
            cross join lateral (
                select level.value->>'teamId' as team_id
                from jsonb_array_elements(review.levels) with ordinality as level(value, number)
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
            """).ToListAsync(cancellationToken);
        return counts.Single();
    }
}
