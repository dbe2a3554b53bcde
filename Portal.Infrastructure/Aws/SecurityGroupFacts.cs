using Portal.Domain.Networking;

namespace Portal.Infrastructure.Aws;

/// <summary>A security group as its account sees it, with what it lets in.</summary>
public sealed record SecurityGroupFacts(string Id, string Name, IReadOnlyList<InboundRule> Inbound);
