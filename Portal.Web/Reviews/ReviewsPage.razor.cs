using Microsoft.AspNetCore.Components;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Domain.Reviews;
using Portal.Infrastructure.Changes;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Reviews;

namespace Portal.Web.Reviews;

/// <summary>The inbox of those who decide.</summary>
public sealed partial class ReviewsPage
{
    private const int RowsAtOnce = 50;

    [Inject]
    public required ReviewQueries Reviews { get; init; }

    [SupplyParameterFromQuery]
    public string? State { get; set; }

    [SupplyParameterFromQuery]
    public string? Cursor { get; set; }

    protected override string SnapshotKey => $"reviews?{Wanted}&{Cursor}";

    // Whether one can decide differs from person to person.
    protected override bool IsPersonal => true;

    private ReviewState? Wanted => EnumWords.Read<ReviewState>(State);

    protected override bool Concerns(Change change) => change.Kind is SubjectKind.Review or SubjectKind.Connection;

    protected override Task<Page<ReviewView>> ReadAsync(Actor actor, CancellationToken cancellationToken) =>
        Reviews.ListAsync(actor, Wanted, Cursor, RowsAtOnce, cancellationToken);
}
