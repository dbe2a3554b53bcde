namespace Portal.Infrastructure.Reviews;

/// <summary>What an approver wants to know beside what is decided on.</summary>
/// <param name="AccountAlias">What the portal's people call the account; none where the reader may not know it.</param>
/// <param name="Network">Where the endpoint is to stand; none where it is not visible to the reader, not known, or no longer being decided.</param>
/// <param name="Listeners">On what the service listens.</param>
/// <param name="ServiceZoneIds">The zones in which the service stands.</param>
/// <param name="EarlierRounds">The newest first.</param>
/// <param name="OtherConnections">The team's other connections to the service that are not over, the newest first.</param>
/// <param name="OtherConnectionCount">How many of those there are; more than are listed where there are very many.</param>
/// <param name="WhyNoComment">Why the reader cannot comment; none when they can.</param>
/// <param name="NextReviewId">Another review that the reader can decide, the one that has waited longest; none when there is none.</param>
public sealed record ReviewBackground(
    string? AccountAlias, RequestedNetworkView? Network, IReadOnlyList<ServedPortView> Listeners, IReadOnlyList<string> ServiceZoneIds,
    IReadOnlyList<ReviewRoundView> EarlierRounds, IReadOnlyList<OtherConnectionView> OtherConnections, int OtherConnectionCount, string? WhyNoComment,
    Guid? NextReviewId);
