using Portal.Domain.Accounts;
using Portal.Domain.Connections;
using Portal.Domain.Reviews;

namespace Portal.Infrastructure.Reviews;

/// <summary>A change as a reader may see it: of a consumer's network a provider learns only that something of it changes.</summary>
internal static class VisibleChange
{
    private const string NotVisible = "not visible";

    /// <returns>None where no change is decided on.</returns>
    public static ReviewedChange? To(Actor actor, Review review) =>
        review.Change is not { } change || review.Purpose == ReviewPurpose.ChangeService || actor.SeesConsumerSide(review.ConsumerTeamId) ? review.Change
        : change with
        {
            Fields = [.. change.Fields.Select(one => IsShownToProvider(review.Purpose, one.Field) ? one : one with
            {
                Before = one.Before is null ? null : NotVisible,
                After = one.After is null ? null : NotVisible,
            })],
        };

    private static bool IsShownToProvider(ReviewPurpose purpose, string field) => purpose switch
    {
        ReviewPurpose.Adopt => AdoptedEndpoint.IsShownToProvider(field),
        ReviewPurpose.Connect => RequestDifferences.IsShownToProvider(field),
        _ => false,
    };
}
