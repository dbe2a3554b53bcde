using Microsoft.AspNetCore.Components;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Domain.Reviews;
using Portal.Infrastructure.Changes;
using Portal.Infrastructure.Reviews;
using Portal.Web.Shared;

namespace Portal.Web.Reviews;

/// <summary>One round of approval: what it causes, who decided, and the decision itself.</summary>
public sealed partial class ReviewPage
{
    [Parameter]
    public Guid Id { get; set; }

    [Inject]
    public required ReviewQueries Reviews { get; init; }

    protected override string SnapshotKey => $"review/{Id}";

    // Whether one can decide differs from person to person.
    protected override bool IsPersonal => true;

    private static IReadOnlyList<(string, string)> Crumbs => [("Reviews", PortalUrls.Reviews)];

    private string Title => $"{Snapshot!.About.ConsumerTeam.Name} → {Snapshot.About.ServiceName}{(Snapshot.Purpose == ReviewPurpose.Extend ? ": another end" : "")}";

    private static string Short(string hash) => hash.Length > 12 ? hash[..12] : hash;

    private Dictionary<string, string> Names => new() { [Snapshot!.About.ServiceId.ToString()] = Snapshot.About.ServiceName };

    protected override bool Concerns(Change change) => change.Id == Id || (Snapshot is null ? change.Kind == SubjectKind.Connection : change.Id == Snapshot.ConnectionId);

    protected override Task<ReviewView> ReadAsync(Actor actor, CancellationToken cancellationToken) => Reviews.GetAsync(actor, Id, cancellationToken);
}
