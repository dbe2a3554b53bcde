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
    /// <summary>The spec of a change that people have yet to decide on; none while there is none.</summary>
    public ConnectionSpec? Proposed { get; init; }

    /// <summary>By what the portal tells whose a difference is; without it, it tolerates none.</summary>
    public DifferenceTolerance Tolerance { get; init; } = DifferenceTolerance.None;

    /// <summary>Whether AWS has shown private DNS as switched on by the portal: then somebody else has switched it off since.</summary>
    public bool HadPrivateDns { get; init; }

    /// <summary>Whether the endpoint that stood there already is to be taken over yet: until then it is somebody else's.</summary>
    public bool IsToBeAdopted { get; init; }

    /// <summary>Whether its end has come, and nobody has begun to delete it yet.</summary>
    public bool IsOver(DateTimeOffset now) => Spec.EndsAt <= now
        && Stage is ConnectionStage.Provisioning or ConnectionStage.AwaitingConsumer or ConnectionStage.Available or ConnectionStage.Disconnected;
}
