using Portal.Domain.EndpointServices;

namespace Portal.Domain.Tests.EndpointServices;

/// <summary>How AWS will behave in one world: how late it shows things, how long it works and how that ends.</summary>
internal sealed record ServiceFate(int LagSeconds, int RoundsOfWork, LoadBalancerState BalancerEnds, ServiceConfigurationState ServiceEnds);
