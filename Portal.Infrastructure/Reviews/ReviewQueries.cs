using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.Provisioning;
using Portal.Domain.Reviews;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;
using Portal.Infrastructure.Security;

namespace Portal.Infrastructure.Reviews;

/// <summary>What people read of reviews.</summary>
public sealed class ReviewQueries(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>The reviews of the actor's teams that a filter leaves, in its order; admins see all.</summary>
    /// <param name="filter">None for all, newest first.</param>
    public async Task<Page<ReviewView>> ListAsync(Actor actor, ReviewFilter? filter, string? cursor, int? limit, CancellationToken cancellationToken)
    {
        filter ??= ReviewFilter.At(null);
        var take = Cursor.Limit(limit);
        var after = Cursor.Parse(cursor);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var ids = await Visible(context, actor, Ids(filter, filter.In(context), after, take + 1)).ToListAsync(cancellationToken);
        var reviews = await context.Reviews.AsNoTracking().Where(review => ids.Contains(review.Id))
            .PageBy(review => review.CreatedAt, review => review.Id, filter.Order, null, take + 1).ToListAsync(cancellationToken);
        var views = await ViewsAsync(context, actor, reviews, cancellationToken);
        return reviews.ToPage(take, review => new Cursor(review.CreatedAt, review.Id), review => views[review.Id]);
    }

    /// <exception cref="SubjectNotFoundException">There is none, or the actor may not see it.</exception>
    public async Task<ReviewView> GetAsync(Actor actor, Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return (await ViewsAsync(context, actor, [await FindAsync(context, actor, id, cancellationToken)], cancellationToken))[id];
    }

    /// <exception cref="SubjectNotFoundException">There is none, or the actor may not see it.</exception>
    internal static async Task<Review> FindAsync(PortalDbContext context, Actor actor, Guid id, CancellationToken cancellationToken)
    {
        var review = await context.Reviews.AsNoTracking().SingleOrDefaultAsync(review => review.Id == id, cancellationToken);
        return review is not null && Sees(actor, review) ? review : throw new SubjectNotFoundException("review");
    }

    public static bool Sees(Actor actor, Review review) =>
        actor.SeesEverything || actor.IsIn(review.ConsumerTeamId) || actor.IsIn(review.ProviderTeamId);

    /// <summary>The ids alone: a review's decisions cannot be put together with UNION ALL.</summary>
    private static IQueryable<Guid> Visible(PortalDbContext context, Actor actor, Func<IQueryable<Review>, IQueryable<Guid>> page)
    {
        if (actor.SeesEverything)
        {
            return page(context.Reviews);
        }

        var sides = actor.TeamIds.SelectMany<Guid, IQueryable<Guid>>(team =>
        [
            page(context.Reviews.Where(review => review.ConsumerTeamId == team)),
            page(context.Reviews.Where(review => review.ProviderTeamId == team && review.ConsumerTeamId != team)),
        ]).ToList();
        return sides.Count == 0 ? page(context.Reviews.Where(_ => false)) : sides.Aggregate((left, right) => left.Concat(right));
    }

    /// <summary>How many reviews of the actor's teams a filter leaves.</summary>
    public async Task<CappedCount> CountAsync(Actor actor, ReviewFilter filter, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return new(await Visible(context, actor, Ids(filter, filter.In(context), null, CappedCount.Most + 1)).CountAsync(cancellationToken));
    }

    private static Func<IQueryable<Review>, IQueryable<Guid>> Ids(
        ReviewFilter filter, Func<IQueryable<Review>, IQueryable<Review>> filtered, Cursor? after, int take) =>
        reviews => filtered(reviews).PageBy(review => review.CreatedAt, review => review.Id, filter.Order, after, take).Select(review => review.Id);

    private static async Task<Dictionary<Guid, ReviewView>> ViewsAsync(
        PortalDbContext context, Actor actor, IReadOnlyList<Review> reviews, CancellationToken cancellationToken)
    {
        var names = await PersonNames.ReadAsync(
            context, reviews.SelectMany(review => review.Decisions.Select(decision => decision.Subject).Append(review.RequesterSubject)), cancellationToken);
        var about = await ReviewSubjects.OfAsync(context, reviews, cancellationToken);
        // Of what is closed it does not matter any more.
        var open = reviews.Where(review => review.State == ReviewState.Open).Select(review => review.SubjectId).Distinct().ToList();
        var authors = await ReviewAuthors.OfAsync(context, open, cancellationToken);
        var unreadable = await UnreadableParts.OfAsync(context, reviews, cancellationToken);
        return reviews.ToDictionary(review => review.Id, review =>
        {
            var progress = ReviewProgress.Of(review, names, unreadable.GetValueOrDefault(review.Id));
            return new ReviewView(
                review.Id, review.Purpose, review.Purpose == ReviewPurpose.ChangeService ? null : review.SubjectId,
                review.Round, review.State, review.Version, review.PlanHash, review.CreatedAt, review.ClosedAt,
                names[new(review.RequesterIssuer, review.RequesterSubject)],
                VisibleEffects.To(actor, review.ConsumerTeamId, Effects.TryRead(review.EffectBytes) ?? []), progress.Levels, progress.Decisions,
                progress.Unreadable?.ToString() ?? review.WhyNot(actor, authors.GetValueOrDefault(review.SubjectId, SubjectAuthors.None)),
                about[review.SubjectId], progress.Unreadable, review.Unreadable is null ? VisibleChange.To(actor, review) : null);
        });
    }
}
