using Portal.Infrastructure.Provisioning;

namespace Portal.Infrastructure.Connections;

/// <summary>How many of the connections that concern a person stand, wait, and end soon.</summary>
/// <param name="Live">Those that are available.</param>
/// <param name="Pending">Those that wait for approval, for the consumer, or for AWS.</param>
/// <param name="Ending">Live ones that end, or whose service is withdrawn, within the next 30 days.</param>
public sealed record ConnectionNumbers(CappedCount Live, CappedCount Pending, CappedCount Ending);
