using Portal.Domain.Connections;

namespace Portal.Infrastructure.Aws;

/// <summary>An endpoint of this portal together with the connection that its tag names.</summary>
/// <param name="ConnectionId">None when the tag is missing or no connection's id.</param>
public sealed record TaggedEndpoint(Guid? ConnectionId, ObservedEndpoint Endpoint);
