using Amazon.EC2;
using Amazon.ElasticLoadBalancingV2;
using Portal.Infrastructure.Aws.Route53;

namespace Portal.Infrastructure.Aws;

/// <summary>The clients of one account and region.</summary>
internal sealed record ScopedClients(AssumedRole Role, AwsReaders Readers, AwsWriters Writers) : IDisposable
{
    public static ScopedClients Create(AssumedRole role, string region, AwsOptions options, AwsHttp http) => new(
        role,
        new AwsReaders(
            new AmazonEC2Client(role, ClientConfigs.Reader(new AmazonEC2Config(), region, options.ServiceUrl, http)),
            new AmazonElasticLoadBalancingV2Client(
                role, ClientConfigs.Reader(new AmazonElasticLoadBalancingV2Config(), region, options.ServiceUrl, http)),
            new HostedZoneClient(
                role, ClientConfigs.Reader(new HostedZoneConfig(), HostedZoneConfig.SigningRegion(region), options.ServiceUrl, http))),
        new AwsWriters(
            new AmazonEC2Client(role, ClientConfigs.Writer(new AmazonEC2Config(), region, options.ServiceUrl, http)),
            new AmazonElasticLoadBalancingV2Client(
                role, ClientConfigs.Writer(new AmazonElasticLoadBalancingV2Config(), region, options.ServiceUrl, http))));

    public void Dispose()
    {
        Readers.Ec2.Dispose();
        Readers.LoadBalancing.Dispose();
        Readers.HostedZones.Dispose();
        Writers.Ec2.Dispose();
        Writers.LoadBalancing.Dispose();
    }
}
