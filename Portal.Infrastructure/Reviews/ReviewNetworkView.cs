using Portal.Infrastructure.Aws;

namespace Portal.Infrastructure.Reviews;

/// <summary>The network that a review decides on.</summary>
/// <param name="Vpc">None where there is nothing to look at.</param>
/// <param name="WhyNot">Why there is nothing; none where there is.</param>
public sealed record ReviewNetworkView(VpcFacts? Vpc, string? WhyNot);
