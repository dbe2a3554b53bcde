using Amazon.Runtime;

namespace Amazon.ElasticLoadBalancingV2.Model;

public sealed class SetSubnetsResponse : AmazonWebServiceResponse
{
    public List<AvailabilityZone>? AvailabilityZones { get; set; }
    public IpAddressType? IpAddressType { get; set; }
    public EnablePrefixForIpv6SourceNatEnum? EnablePrefixForIpv6SourceNat { get; set; }
}
