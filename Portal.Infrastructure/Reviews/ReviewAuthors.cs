using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Domain.Reviews;
using Portal.Infrastructure.Data;

namespace Portal.Infrastructure.Reviews;

/// <summary>Knows who has had a hand in what is decided on: from every round that there was, and from the history of its texts.</summary>
public static class ReviewAuthors
{
    internal const string Edit = "connection.describe";

    public static async Task<SubjectAuthors> OfAsync(PortalDbContext context, Guid subjectId, CancellationToken cancellationToken) =>
        (await OfAsync(context, [subjectId], cancellationToken))[subjectId];

    /// <summary>The authors of each of these subjects.</summary>
    public static async Task<IReadOnlyDictionary<Guid, SubjectAuthors>> OfAsync(
        PortalDbContext context, IReadOnlyCollection<Guid> subjectIds, CancellationToken cancellationToken)
    {
        var requests = (await context.Reviews.AsNoTracking().Where(review => subjectIds.Contains(review.SubjectId))
            .Select(review => new { review.SubjectId, review.RequesterIssuer, review.RequesterSubject }).Distinct().ToListAsync(cancellationToken))
            .ToLookup(row => row.SubjectId, row => new PersonKey(row.RequesterIssuer, row.RequesterSubject));
        var texts = subjectIds.Select(id => id.ToString()).ToArray();
        var edits = (await context.AuditRows.AsNoTracking()
            .Where(row => row.SubjectKind == SubjectKind.Connection && texts.Contains(row.SubjectId) && row.Action == Edit)
            .Select(row => new { row.SubjectId, row.ActorIssuer, row.ActorSubject }).Distinct().ToListAsync(cancellationToken))
            .ToLookup(row => row.SubjectId, row => new PersonKey(row.ActorIssuer, row.ActorSubject));
        return subjectIds.ToDictionary(id => id, id => new SubjectAuthors(requests[id].ToHashSet(), edits[id.ToString()].ToHashSet()));
    }

    /// <summary>Refuses to let somebody change what a decision of theirs that still counts was about.</summary>
    /// <exception cref="DomainException">They have decided in a round that is still open.</exception>
    internal static async Task RefuseDeciderAsync(PortalDbContext context, Guid subjectId, Actor actor, CancellationToken cancellationToken)
    {
        if (await context.Reviews.AnyAsync(
            review => review.SubjectId == subjectId && review.State == ReviewState.Open
                && review.Decisions.Any(decision => decision.Issuer == actor.Issuer && decision.Subject == actor.Subject),
            cancellationToken))
        {
            throw new DomainException("You have decided on this request, and others still have to. Let its own people change it, or wait for their decision.");
        }
    }
}
