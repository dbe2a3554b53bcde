using Microsoft.AspNetCore.Components;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Changes;
using Portal.Infrastructure.Security;

namespace Portal.Web.Audit;

/// <summary>The history as the person may read it.</summary>
public sealed partial class AuditPage
{
    private const int PageSize = 50;

    [Inject]
    public required AuditQueries History { get; init; }

    [SupplyParameterFromQuery]
    public string? Kind { get; set; }

    [SupplyParameterFromQuery]
    public string? Subject { get; set; }

    [SupplyParameterFromQuery]
    public string? Cursor { get; set; }

    protected override string SnapshotKey => $"audit|{WantedKind}|{Subject}|{Cursor}";

    private SubjectKind? WantedKind => EnumWords.Read<SubjectKind>(Kind);

    private bool IsFiltered => WantedKind is not null || !string.IsNullOrEmpty(Subject) || Cursor is not null;

    private bool MayVerify => Actor?.SeesEverything == true;

    private AuditVerification? Verified { get; set; }

    protected override bool Concerns(Change change) => true;

    protected override async Task<AuditSnapshot> ReadAsync(Actor actor, CancellationToken cancellationToken)
    {
        var page = await History.ListAsync(actor, WantedKind, string.IsNullOrEmpty(Subject) ? null : Subject, Cursor, PageSize, cancellationToken);
        return new(page.Items, page.Next, await History.SubjectsAsync(page.Items, cancellationToken));
    }

    private Task<bool> VerifyAsync() => RunAsync(async actor => Verified = actor.SeesEverything
        ? await History.VerifyAsync(Gone)
        : throw new AccessRefusedException("Only network admins and auditors check the whole history."));
}

/// <summary>What the page of the history shows.</summary>
/// <param name="Subjects">What the subjects are called, by their ids.</param>
public sealed record AuditSnapshot(IReadOnlyList<AuditView> Rows, string? Next, IReadOnlyDictionary<string, string> Subjects);
