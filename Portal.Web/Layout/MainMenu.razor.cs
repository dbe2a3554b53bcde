using Microsoft.AspNetCore.Components;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Domain.Reviews;
using Portal.Infrastructure.Changes;
using Portal.Infrastructure.Reviews;

namespace Portal.Web.Layout;

/// <summary>The way to every page that the person's roles open, with the number of what waits for them.</summary>
public sealed partial class MainMenu
{
    private const int Counted = 50;

    [Inject]
    public required ReviewQueries Reviews { get; init; }

    protected override string SnapshotKey => "menu";

    protected override bool IsPersonal => true;

    private bool Publishes => Actor?.Memberships.Any(membership => membership.Roles.Contains(TeamRole.Provider)) == true;

    private bool SeesEverything => Actor?.SeesEverything == true;

    private bool IsAdmin => Actor?.IsNetworkAdmin == true;

    protected override bool Concerns(Change change) => change.Kind is SubjectKind.Review or SubjectKind.Connection;

    protected override async Task<MenuCounts> ReadAsync(Actor actor, CancellationToken cancellationToken)
    {
        var open = await Reviews.ListAsync(actor, ReviewState.Open, null, Counted, cancellationToken);
        return new(open.Items.Count(review => review.WhyNotYou is null));
    }
}

/// <summary>How much waits for a person.</summary>
public sealed record MenuCounts(int YourReviews);
