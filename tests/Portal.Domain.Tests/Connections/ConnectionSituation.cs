using Portal.Domain.Connections;

namespace Portal.Domain.Tests.Connections;

/// <summary>A wanted connection together with anything that AWS may say of it, likely or not.</summary>
internal sealed record ConnectionSituation(ConnectionWanted Wanted, ConnectionObservation Seen);
