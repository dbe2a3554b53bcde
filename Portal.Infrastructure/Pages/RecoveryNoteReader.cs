using Portal.Infrastructure.Changes;
using Portal.Infrastructure.Recovery;

namespace Portal.Infrastructure.Pages;

/// <summary>Reads whether the portal only observes.</summary>
public sealed class RecoveryNoteReader(RecoveryGate gate) : PageReader<RecoveryNoteQuery, RecoveryNoteSnapshot>
{
    public override async Task<RecoveryNoteSnapshot> ReadAsync(RecoveryNoteQuery query, CancellationToken cancellationToken) =>
        new(await gate.AskAnewAsync(cancellationToken));
}
