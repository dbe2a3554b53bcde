using Microsoft.AspNetCore.Components;
using Portal.Domain.Accounts;
using Portal.Domain.Reviews;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Pages;
using Portal.Infrastructure.Reviews;
using Portal.Web.Lists;
using Portal.Web.Shared;

namespace Portal.Web.Reviews;

/// <summary>The inbox of those who decide.</summary>
public sealed partial class ReviewsPage
{
    private readonly ListSelection<ReviewView> _selection = new(review => review.Id.ToString());

    [SupplyParameterFromQuery]
    public string? State { get; set; }

    /// <summary>Only those that fit what somebody looks for.</summary>
    [SupplyParameterFromQuery]
    public string? Search { get; set; }

    protected override string ListName => ReviewFile.Name;

    protected override ReviewsPageQuery Query => new(Filter, Cursor);

    private ReviewFilter Filter => new(ChosenWords.Read<ReviewState>(State), Search, ListSort.OrderOf(SortedBy));

    private string Nothing => Filter.Search is not null ? "Nothing found" : Filter.States is [ReviewState.Open] ? "Nothing to decide" : "No review yet";

    private bool MayDecide => Actor is { } actor
        && (actor.IsNetworkAdmin || actor.Memberships.Any(membership => membership.Roles.Contains(TeamRole.Provider)));

    protected override Task OnReadAsync(ListSnapshot<ReviewView> snapshot)
    {
        _selection.Refresh(snapshot.Items);
        return Task.CompletedTask;
    }

    internal static string Named(ReviewView review) => $"{review.About.ConsumerTeam.Name} → {review.About.ServiceName}";

    internal static string Purpose(ReviewView review) => review.Purpose switch
    {
        ReviewPurpose.Extend => "Another end",
        ReviewPurpose.Connect => "A new connection",
        ReviewPurpose.Change => "A change of the connection",
        ReviewPurpose.Adopt => "An endpoint to take over",
        ReviewPurpose.ChangeService => "A change of the service",
        var other => DisplayText.Of(other, review.Unreadable),
    };
}
