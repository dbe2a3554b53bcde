using Portal.Domain.Provisioning;

namespace Portal.Domain.Connections;

/// <summary>What a connection should be.</summary>
/// <param name="Reconnecting">A person asked to accept a rejected endpoint again.</param>
/// <param name="CreateUnresolved">A create was sent and nobody knows what came of it: nothing final may be concluded.</param>
/// <param name="WasAcceptedAgain">The portal has accepted it since that person asked, and AWS showed that, or has had the time to.</param>
/// <param name="CutOffBy">Who cut it off; none while nobody has.</param>
/// <param name="Tags">What its endpoint is tagged with from its creation on, beside the portal's own tags.</param>
public sealed record ConnectionWanted(
    ConnectionSpec Spec, ConnectionStage Stage, bool Reconnecting = false, bool CreateUnresolved = false, bool WasAcceptedAgain = false,
    Party? CutOffBy = null, IReadOnlyDictionary<string, string>? Tags = null)
{
    /// <summary>Whether its end has come, and nobody has begun to delete it yet.</summary>
    public bool IsOver(DateTimeOffset now) => Spec.EndsAt <= now
        && Stage is ConnectionStage.Provisioning or ConnectionStage.AwaitingConsumer or ConnectionStage.Available or ConnectionStage.Disconnected;
}
