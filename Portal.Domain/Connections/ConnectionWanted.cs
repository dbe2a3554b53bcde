namespace Portal.Domain.Connections;

/// <summary>What a connection should be.</summary>
/// <param name="Reconnecting">A person asked to accept a rejected endpoint again.</param>
/// <param name="CreateUnresolved">A create was sent and nobody knows what came of it: nothing final may be concluded.</param>
/// <param name="RecentAccepts">How often the portal has accepted it within <see cref="ConnectionPlanner.AcceptWindow"/>.</param>
public sealed record ConnectionWanted(
    ConnectionSpec Spec, ConnectionStage Stage, bool Reconnecting = false, bool CreateUnresolved = false, int RecentAccepts = 0);
