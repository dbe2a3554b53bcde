using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.Connections;
using Portal.Domain.Policies;
using Portal.Domain.Reviews;
using Portal.Infrastructure.Commands;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Security;
using Portal.Infrastructure.Validation;

namespace Portal.Infrastructure.Reviews;

/// <summary>What approvers do with reviews.</summary>
public sealed class ReviewCommands(CommandRunner runner, RefusalLog refusals)
{
    /// <summary>How many reviews one decision can be about.</summary>
    public const int MostAtOnce = 50;

    /// <summary>Takes the same decision on several reviews, each by itself: what is not possible for one stops none of the others.</summary>
    /// <returns>What became of each, in the order in which they were named.</returns>
    /// <exception cref="InvalidInputException">The decision itself is not whole; nothing was decided.</exception>
    public async Task<IReadOnlyList<DecisionResult>> DecideManyAsync(
        Actor actor, DecideManyInput input, IdempotencyKey? key, CancellationToken cancellationToken)
    {
        var wanted = CheckMany(input, cancellationToken);
        List<DecisionResult> results = [];
        foreach (var shown in wanted)
        {
            results.Add(await TryDecideAsync(actor, shown, input, key?.For(shown.Id!.Value), cancellationToken));
        }

        return results;
    }

    private async Task<DecisionResult> TryDecideAsync(
        Actor actor, ShownReview shown, DecideManyInput input, IdempotencyKey? key, CancellationToken cancellationToken)
    {
        var id = shown.Id!.Value;
        try
        {
            var receipt = await DecideAsync(actor, id, new(input.Decision, input.Reason, shown.PlanHash), key, cancellationToken);
            return new(id, EnumWords.Read<ReviewState>(receipt.Stage), null);
        }
        catch (SubjectNotFoundException missing)
        {
            await refusals.WriteAsync(actor, "A decision on several reviews", missing.Message, cancellationToken);
            return new(id, null, $"There is no such {missing.What}, or you may not see it.");
        }
        catch (Exception refused) when (refused is DomainException or PortalBusyException or OutcomeUnknownException or DatabaseAwayException)
        {
            return new(id, null, refused.Message);
        }
    }

    private static IReadOnlyList<ShownReview> CheckMany(DecideManyInput input, CancellationToken cancellationToken)
    {
        var errors = new InputErrors(cancellationToken);
        errors.Check(input.Reviews?.Count > 0, "reviews", "Name the reviews to decide on.");
        if (errors.AtMost(input.Reviews?.Count, MostAtOnce, "reviews", "reviews"))
        {
            foreach (var (shown, index) in (input.Reviews ?? []).Select((shown, index) => (shown, index)))
            {
                errors.Check(shown?.Id is not null, $"reviews[{index}].id", "Enter the id of a review.");
                errors.Check(
                    !string.IsNullOrEmpty(shown?.PlanHash), $"reviews[{index}].planHash", "Send the planHash of the review that you were shown.");
                errors.Check(
                    input.Reviews!.Take(index).All(other => other?.Id is null || other.Id != shown?.Id), $"reviews[{index}].id", "Name each review once.");
            }
        }

        CheckDecision(input.Decision, input.Reason, errors);
        errors.ThrowIfAny();
        return [.. input.Reviews!.OfType<ShownReview>()];
    }

    /// <exception cref="DomainException">The person may not decide now, or no longer what they were shown.</exception>
    public Task<Receipt> DecideAsync(Actor actor, Guid id, DecisionInput input, IdempotencyKey? key, CancellationToken cancellationToken)
    {
        var verdict = Check(input);
        return runner.RunAsync(actor, key, async (context, changes) =>
        {
            var review = await context.Reviews.SingleOrDefaultAsync(review => review.Id == id, cancellationToken);
            if (review is null || !ReviewQueries.Sees(actor, review))
            {
                throw new SubjectNotFoundException("review");
            }

            if (review.Purpose == ReviewPurpose.ChangeService)
            {
                await ServiceChangeDecision.DecideAsync(context, changes, review, actor, verdict, input, cancellationToken);
                return new Receipt(review.Id, review.State.ToString(), review.Version);
            }

            var connection = await context.Connections.SingleAsync(connection => connection.Id == review.SubjectId, cancellationToken);
            connection.RequireReadable();
            if (verdict == ReviewVerdict.Approve && EndOf(review, connection) <= changes.Now)
            {
                throw new DomainException("The end that was asked for has passed. Reject the request; the requester can ask again with a later end.");
            }

            // After the connection: who has a hand in it from now on changes its row, and this commit loses the race.
            var authors = await ReviewAuthors.OfAsync(context, connection.Id, cancellationToken);
            var fact = review.Decide(actor, authors, verdict, input.Reason, input.PlanHash!, changes.Now);
            changes.Audit(connection.Subject, fact);
            await (review.Purpose switch
            {
                ReviewPurpose.Extend => ExtendAsync(context, changes, connection, review, authors, cancellationToken),
                ReviewPurpose.Change => ConnectionChangeDecision.ApplyAsync(context, changes, connection, review, authors, cancellationToken),
                _ => ApplyAsync(context, changes, connection, review, authors, input.Reason?.Trim(), cancellationToken),
            });
            changes.Track(review);
            changes.Track(connection);
            return new Receipt(review.Id, review.State.ToString(), review.Version);
        }, cancellationToken);
    }

    /// <summary>When what is decided on would end.</summary>
    private static DateTimeOffset? EndOf(Review review, Connection connection) => review.Purpose switch
    {
        ReviewPurpose.Extend => connection.ProposedEndsAt,
        ReviewPurpose.Change => connection.Proposal?.Spec.EndsAt,
        _ => connection.EndsAt,
    };

    private static ReviewVerdict Check(DecisionInput input)
    {
        var errors = new InputErrors();
        errors.Check(!string.IsNullOrEmpty(input.PlanHash), "planHash", "Send the planHash of the review that you were shown.");
        var verdict = CheckDecision(input.Decision, input.Reason, errors);
        errors.ThrowIfAny();
        return verdict;
    }

    private static ReviewVerdict CheckDecision(string? decision, string? reason, InputErrors errors)
    {
        var known = errors.Word<ReviewVerdict>(decision, "decision", out var verdict);
        errors.Check(
            !known || verdict == ReviewVerdict.Approve || !string.IsNullOrWhiteSpace(reason), "reason", "Say why: the requester is shown your reason.");
        errors.Optional(reason, "reason", 2_000);
        return verdict;
    }

    private static async Task ApplyAsync(
        PortalDbContext context, ChangeSet changes, Connection connection, Review review, SubjectAuthors authors, string? reason,
        CancellationToken cancellationToken)
    {
        switch (review.State)
        {
            case ReviewState.Denied:
                connection.Deny(reason, changes.Now);
                break;
            case ReviewState.ChangesRequested:
                connection.RequestChanges(reason, changes.Now);
                break;
            case ReviewState.Approved:
                await ApproveAsync(context, changes, connection, review, authors, cancellationToken);
                break;
            default:
                connection.Announce();
                break;
        }
    }

    private static async Task ExtendAsync(
        PortalDbContext context, ChangeSet changes, Connection connection, Review review, SubjectAuthors authors, CancellationToken cancellationToken)
    {
        switch (review.State)
        {
            case ReviewState.Approved:
                var service = await context.EndpointServices.SingleAsync(service => service.Id == connection.ServiceId, cancellationToken);
                var levels = ApprovalPolicy.LevelsForConnect(service, connection);
                if (await ReviewStanding.WhyVoidAsync(context, levels, review, authors, changes.Actor, cancellationToken) is not { } because)
                {
                    connection.AcceptEnd(review.PlanHash);
                    break;
                }

                var endsAt = connection.ProposedEndsAt;
                review.MarkVoid(changes.Now);
                connection.DropProposedEnd(because);
                await ReviewRounds.OpenExtensionAsync(context, changes, connection, endsAt, review.ToRequester(), cancellationToken);
                break;
            case ReviewState.Open:
                connection.Announce();
                break;
            default:
                connection.DropProposedEnd(review.Decisions[^1].Reason);
                break;
        }
    }

    /// <summary>The last approval counts only under the policy that asked for it, and only with all the others; else everybody is asked anew.</summary>
    private static async Task ApproveAsync(
        PortalDbContext context, ChangeSet changes, Connection connection, Review review, SubjectAuthors authors, CancellationToken cancellationToken)
    {
        var service = await context.EndpointServices.SingleAsync(service => service.Id == connection.ServiceId, cancellationToken);
        changes.RequireOpen(service, because => new DomainException(because));
        var levels = ApprovalPolicy.LevelsForConnect(service, connection);
        if (await ReviewStanding.WhyVoidAsync(context, levels, review, authors, changes.Actor, cancellationToken) is not { } because)
        {
            ReviewRounds.Begin(context, changes, connection, review);
            return;
        }

        review.MarkVoid(changes.Now);
        var next = Review.Open(
            review.Purpose, connection.Id, connection.ConsumerTeamId, connection.ProviderTeamId, review.Round + 1, connection.Effects, levels,
            review.ToRequester(), changes.Now, review.Change);
        context.Reviews.Add(next);
        changes.Track(next);
        connection.ReviewAgain(next.Id, because);
    }
}
