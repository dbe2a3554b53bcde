using Portal.Domain.Audit;
using Portal.Infrastructure.Changes;

namespace Portal.Infrastructure.Pages;

/// <summary>Asks whether the portal only observes.</summary>
public sealed record RecoveryNoteQuery : PageQuery
{
    public override IReadOnlyList<string> Tags => [ChangeTags.Of(SubjectKind.Installation)];
}
