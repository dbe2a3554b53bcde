using System.Collections.Frozen;
using Portal.Domain.Provisioning;

namespace Portal.Domain.EndpointServices;

/// <summary>What a service should be: its spec, its stage and the principals that approved connections need.</summary>
/// <param name="Granted">Principals that a live grant asks for.</param>
/// <param name="Released">Principals that only grants which have ended asked for; others are foreign and left alone.</param>
/// <param name="IsWithdrawalAnnounced">Whether it is to be withdrawn at a date: what comes back after it was lost goes on draining.</param>
/// <param name="UnreadableConnections">How many connections a newer version of the portal has brought to where this one cannot tell whether they still
/// stand.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Tags">What people have typed as tags.</param>
/// <param name="RejectedEndpoints">The ids of those endpoints of no connection that people have turned away.</param>
public sealed record EndpointServiceWanted(
    EndpointServiceSpec Spec, EndpointServiceStage Stage, IReadOnlyList<string> Granted, IReadOnlyList<string> Released,
    bool IsWithdrawalAnnounced = false, int UnreadableConnections = 0, string Name = "", IReadOnlyDictionary<string, string>? Tags = null,
    IReadOnlyList<string>? RejectedEndpoints = null)
{
    /// <summary>The spec of a change that people have yet to decide on; none while there is none.</summary>
    public EndpointServiceSpec? Proposed { get; init; }

    /// <summary>The keys of differences that are none: what the portal has yet to put into what it has made again.</summary>
    public IReadOnlySet<string> NotMadeYet { get; init; } = FrozenSet<string>.Empty;

    /// <summary>By what the portal tells whose a difference is; without it, it tolerates none.</summary>
    public DifferenceTolerance Tolerance { get; init; } = DifferenceTolerance.None;

    /// <summary>What one of its objects is tagged with from its creation on.</summary>
    public IReadOnlyDictionary<string, string> TagsOf(ServiceObject one) => AwsTags.Named(Tags ?? new Dictionary<string, string>(), one.NameIn(Name));
}
