using Portal.Infrastructure.Reviews;

namespace Portal.Web.Api.Contract;

/// <summary>The network that a review decides on, or why there is nothing to look at.</summary>
internal sealed record ReviewNetworkBody(VpcBody? Vpc, string? WhyNot)
{
    public static ReviewNetworkBody Of(ReviewNetworkView network) => new(network.Vpc is { } vpc ? VpcBody.Of(vpc) : null, network.WhyNot);
}
