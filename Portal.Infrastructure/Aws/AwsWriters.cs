using Amazon.EC2;
using Amazon.ElasticLoadBalancingV2;

namespace Portal.Infrastructure.Aws;

/// <summary>Clients that send once, and only with a permit.</summary>
internal sealed record AwsWriters(AmazonEC2Client Ec2, AmazonElasticLoadBalancingV2Client LoadBalancing);
