using Portal.Infrastructure.Recovery;

namespace Portal.Infrastructure.Pages;

/// <summary>Whether the portal only observes.</summary>
/// <param name="Recovery">None where it works in AWS.</param>
public sealed record RecoveryNoteSnapshot(RecoveryState? Recovery);
