using Microsoft.AspNetCore.Components;
using Portal.Domain;
using Portal.Domain.Audit;
using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Pages;
using Portal.Web.Lists;

namespace Portal.Web.Audit;

/// <summary>The history as the person may read it.</summary>
public sealed partial class AuditPage
{
    [Inject]
    public required AuditQueries History { get; init; }

    [SupplyParameterFromQuery]
    public string? Kind { get; set; }

    [SupplyParameterFromQuery]
    public string? Subject { get; set; }

    protected override string ListName => AuditFile.Name;

    protected override AuditPageQuery Query => new(WantedKind, Subject, Cursor);

    private SubjectKind? WantedKind => EnumWords.Read<SubjectKind>(Kind);

    private bool MayVerify => Actor?.SeesEverything == true;

    private AuditVerification? Verified { get; set; }

    private Task<bool> VerifyAsync() => RunAsync(async actor => Verified = actor.SeesEverything
        ? await History.VerifyAsync(LifetimeToken)
        : throw new AccessRefusedException("Only network admins and auditors check the whole history."));
}
