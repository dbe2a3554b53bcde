namespace Portal.Domain.EndpointServices;

/// <summary>What a service should be: its spec, its stage and the principals that approved connections need.</summary>
/// <param name="Granted">Principals that a live grant asks for.</param>
/// <param name="Released">Principals that only grants which have ended asked for; others are foreign and left alone.</param>
/// <param name="IsWithdrawalAnnounced">Whether it is to be withdrawn at a date: what comes back after it was lost goes on draining.</param>
/// <param name="UnreadableConnections">How many connections a newer version of the portal has brought to where this one cannot tell whether they still
/// stand.</param>
public sealed record EndpointServiceWanted(
    EndpointServiceSpec Spec, EndpointServiceStage Stage, IReadOnlyList<string> Granted, IReadOnlyList<string> Released,
    bool IsWithdrawalAnnounced = false, int UnreadableConnections = 0);
