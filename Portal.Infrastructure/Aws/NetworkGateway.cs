using Amazon.EC2;
using Amazon.EC2.Model;
using Portal.Domain.Networking;
using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Aws;

/// <summary>An Availability Zone under its id and the name that this account knows it by.</summary>
public sealed record ZoneFacts(string ZoneId, string ZoneName);

/// <summary>Reads the networks of an account, for people's forms and pages.</summary>
public sealed class NetworkGateway(AwsClients clients, FormReads forms)
{
    /// <summary>Every VPC of the account and region, by one batched read a kind; without what AWS tells for one VPC a call.</summary>
    public Task<IReadOnlyList<VpcFacts>> VpcsAsync(AwsScope scope, Party accountOwner, CancellationToken cancellationToken) =>
        InTurnAsync<IReadOnlyList<VpcFacts>>(
            scope, accountOwner, async aws => await DescribeAsync(aws.Ec2, scope, [], cancellationToken).ConfigureAwait(false), cancellationToken);

    /// <summary>One VPC with everything; none when AWS does not show it.</summary>
    public Task<VpcFacts?> VpcAsync(AwsScope scope, string vpcId, Party accountOwner, CancellationToken cancellationToken) =>
        InTurnAsync(scope, accountOwner, async aws =>
        {
            if (await DescribeAsync(aws.Ec2, scope, [Replies.Where("vpc-id", vpcId)], cancellationToken).ConfigureAwait(false) is not [var vpc, ..])
            {
                return null;
            }

            var support = await AttributeAsync(aws.Ec2, vpcId, VpcAttributeName.EnableDnsSupport, cancellationToken).ConfigureAwait(false);
            var hostnames = await AttributeAsync(aws.Ec2, vpcId, VpcAttributeName.EnableDnsHostnames, cancellationToken).ConfigureAwait(false);
            return vpc with { DnsSupport = support.EnableDnsSupport, DnsHostnames = hostnames.EnableDnsHostnames };
        }, cancellationToken);

    /// <summary>The Availability Zones that the account may use in the region.</summary>
    public Task<IReadOnlyList<ZoneFacts>> ZonesAsync(AwsScope scope, Party accountOwner, CancellationToken cancellationToken) =>
        clients.ReadAsync<IReadOnlyList<ZoneFacts>>(scope, accountOwner, async aws =>
        {
            var reply = Replies.Checked(
                await aws.Ec2.DescribeAvailabilityZonesAsync(new DescribeAvailabilityZonesRequest(), cancellationToken).ConfigureAwait(false));
            return [.. (reply.AvailabilityZones ?? []).Select(zone => new ZoneFacts(zone.ZoneId, zone.ZoneName))];
        }, cancellationToken);

    private async Task<T> InTurnAsync<T>(AwsScope scope, Party accountOwner, Func<AwsReaders, Task<T>> read, CancellationToken cancellationToken)
    {
        await forms.TakeTurnAsync(scope, cancellationToken).ConfigureAwait(false);
        return await clients.ReadAsync(scope, accountOwner, read, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<List<VpcFacts>> DescribeAsync(AmazonEC2Client ec2, AwsScope scope, List<Filter> filters, CancellationToken cancellationToken)
    {
        var some = filters.Count == 0 ? null : filters;
        var vpcs = await Replies.AllAsync(
            ec2.Paginators.DescribeVpcs(new DescribeVpcsRequest { Filters = some }).Responses, page => page.Vpcs, cancellationToken).ConfigureAwait(false);
        var subnets = await Replies.AllAsync(
            ec2.Paginators.DescribeSubnets(new DescribeSubnetsRequest { Filters = some }).Responses, page => page.Subnets,
            cancellationToken).ConfigureAwait(false);
        var groups = await Replies.AllAsync(
            ec2.Paginators.DescribeSecurityGroups(new DescribeSecurityGroupsRequest { Filters = some }).Responses, page => page.SecurityGroups,
            cancellationToken).ConfigureAwait(false);
        var subnetsByVpc = subnets.ToLookup(subnet => subnet.VpcId);
        var groupsByVpc = groups.ToLookup(group => group.VpcId);
        return [.. vpcs.Select(vpc => Facts(scope, vpc, subnetsByVpc[vpc.VpcId], groupsByVpc[vpc.VpcId]))];
    }

    private static VpcFacts Facts(AwsScope scope, Vpc vpc, IEnumerable<Subnet> subnets, IEnumerable<SecurityGroup> groups) => new(
        vpc.VpcId,
        Replies.Text(Replies.Tag(vpc.Tags, "Name")),
        Cidrs(vpc),
        vpc.OwnerId is { Length: > 0 } owner && owner != scope.AccountId,
        null,
        null,
        [.. subnets.Select(subnet => new SubnetFacts(
            subnet.SubnetId, Replies.Text(Replies.Tag(subnet.Tags, "Name")), subnet.AvailabilityZoneId ?? "", subnet.AvailabilityZone ?? "",
            subnet.CidrBlock ?? "", subnet.AvailableIpAddressCount ?? 0, subnet.OwnerId ?? ""))],
        [.. groups.Select(group => new SecurityGroupFacts(
            group.GroupId, group.GroupName ?? "", [.. (group.IpPermissions ?? []).Select(Rule)]))]);

    private static InboundRule Rule(IpPermission rule) => new(
        rule.IpProtocol ?? "", rule.FromPort, rule.ToPort,
        [
            .. (rule.Ipv4Ranges ?? []).Select(range => range.CidrIp), .. (rule.Ipv6Ranges ?? []).Select(range => range.CidrIpv6),
            .. (rule.PrefixListIds ?? []).Select(list => list.Id), .. (rule.UserIdGroupPairs ?? []).Select(pair => pair.GroupId),
        ]);

    private static List<string> Cidrs(Vpc vpc)
    {
        var associated = (vpc.CidrBlockAssociationSet ?? [])
            .Where(association => association.CidrBlockState?.State == VpcCidrBlockStateCode.Associated)
            .Select(association => association.CidrBlock);
        return [.. new[] { vpc.CidrBlock }.Concat(associated).Where(cidr => !string.IsNullOrEmpty(cidr)).Distinct(StringComparer.Ordinal)];
    }

    private static async Task<DescribeVpcAttributeResponse> AttributeAsync(
        AmazonEC2Client ec2, string vpcId, VpcAttributeName attribute, CancellationToken cancellationToken) =>
        Replies.Checked(
            await ec2.DescribeVpcAttributeAsync(new DescribeVpcAttributeRequest { VpcId = vpcId, Attribute = attribute }, cancellationToken)
                .ConfigureAwait(false));
}
