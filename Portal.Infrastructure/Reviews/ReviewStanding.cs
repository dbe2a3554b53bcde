using Portal.Domain.Accounts;
using Portal.Domain.Reviews;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Security;

namespace Portal.Infrastructure.Reviews;

/// <summary>Finds out whether the approvals of a round count at the moment in which the last one was given.</summary>
internal static class ReviewStanding
{
    private const string PolicyChanged = "The policy changed while people decided";
    private const string ApproverGone = "Somebody who had approved may no longer do so";

    /// <returns>Why everybody has to be asked anew; none when the approvals count.</returns>
    /// <param name="levels">Those that the policy asks for by now.</param>
    /// <param name="last">Who approved last, as they came.</param>
    public static async Task<string?> WhyVoidAsync(
        PortalDbContext context, IReadOnlyList<ReviewLevel> levels, Review review, SubjectAuthors authors, Actor last, CancellationToken cancellationToken)
    {
        if (!levels.Select(level => (level.TeamId, level.Approvals)).SequenceEqual(review.Levels.Select(level => (level.TeamId, level.Approvals))))
        {
            return PolicyChanged;
        }

        return review.StandsFor(await PresentAsync(context, review, last, cancellationToken), authors) ? null : ApproverGone;
    }

    /// <summary>The approvers with their roles of this moment.</summary>
    private static async Task<Dictionary<PersonKey, Actor>> PresentAsync(
        PortalDbContext context, Review review, Actor last, CancellationToken cancellationToken)
    {
        Dictionary<PersonKey, Actor> present = new() { [last.Key] = last };
        foreach (var earlier in review.Decisions.Select(decision => decision.Person).Where(person => !present.ContainsKey(person)).ToList())
        {
            if (await Identities.OfPersonAsync(context, earlier.Issuer, earlier.Subject, cancellationToken) is { } approver)
            {
                present[earlier] = approver;
            }
        }

        return present;
    }
}
