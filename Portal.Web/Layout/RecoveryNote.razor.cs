using Portal.Infrastructure.Pages;

namespace Portal.Web.Layout;

/// <summary>Says on every page that nothing is changed in AWS for now.</summary>
public sealed partial class RecoveryNote
{
    protected override RecoveryNoteQuery Query => new();
}
