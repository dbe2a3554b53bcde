using Microsoft.AspNetCore.Components;
using Portal.Domain;
using Portal.Domain.Reviews;
using Portal.Infrastructure.Pages;
using Portal.Infrastructure.Reviews;
using Portal.Web.Shared;

namespace Portal.Web.Reviews;

/// <summary>The inbox of those who decide.</summary>
public sealed partial class ReviewsPage
{
    [SupplyParameterFromQuery]
    public string? State { get; set; }

    [SupplyParameterFromQuery]
    public string? Cursor { get; set; }

    protected override ReviewsPageQuery Query => new(Wanted, Cursor);

    private ReviewState? Wanted => EnumWords.Read<ReviewState>(State);

    private static string Purpose(ReviewView review) => review.Purpose switch
    {
        ReviewPurpose.Extend => "Another end",
        ReviewPurpose.Connect => "A new connection",
        ReviewPurpose.Change => "A change of the connection",
        ReviewPurpose.Adopt => "An endpoint to take over",
        ReviewPurpose.ChangeService => "A change of the service",
        var other => DisplayText.Of(other, review.Unreadable),
    };
}
