using Portal.Domain.Reviews;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Reviews;
using Portal.Web.Lists;
using Portal.Web.Security;
using Portal.Web.Shared;

namespace Portal.Web.Reviews;

/// <summary>The list of reviews as a file.</summary>
internal static class ReviewFile
{
    public const string Name = "reviews";

    private static readonly IReadOnlyList<FileColumn<ReviewView>> Columns =
    [
        new("id", review => review.Id.ToString()),
        new("kind", ReviewsPage.Purpose),
        new("round", review => $"{review.Round}"),
        new("consumer", review => review.About.ConsumerTeam.Name),
        new("service", review => review.About.ServiceName),
        new("connection", review => review.ConnectionId?.ToString()),
        new("state", review => DisplayText.Of(review.State, review.Unreadable is { Part: "state" } ? review.Unreadable : null)),
        new("decides", review => review.Levels.FirstOrDefault(level => level.Current)?.Name),
        new("asked_by", review => review.RequestedBy),
        new("asked", review => ListFile.Time(review.CreatedAt)),
        new("decided", review => ListFile.Time(review.ClosedAt)),
    ];

    public static void Map(IEndpointRouteBuilder files) => files.MapGet(
        $"/{Name}.csv", (string? search, string? state, string? sort, Caller? caller, ReviewQueries reviews) => ListFiles.For(caller, actor =>
        {
            var filter = new ReviewFilter(ChosenWords.Read<ReviewState>(state), search, ListSort.OrderOf(sort));
            return new ListFile<ReviewView>(
                Name, Columns, (cursor, cancellationToken) => reviews.ListAsync(actor, filter, cursor, ListFile.PageSize, cancellationToken));
        }));
}
