using Amazon.EC2;
using Amazon.EC2.Model;

namespace Portal.Sandbox.Tests.Judges.Tours;

/// <summary>VPCs, subnets, security groups, instances, tags.</summary>
internal sealed class NetworkTour(TestSandbox sandbox)
{
    private const string Nobody = "0aaaaaaaaaaaaaaaa";
    private readonly AmazonEC2Client _ec2 = sandbox.Ec2("payments-prod");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async Task TakeAsync()
    {
        var vpc = await VpcsAsync();
        var subnet = await SubnetsAsync(vpc);
        var group = await GroupsAsync(vpc);
        await InstancesAsync(subnet, group);
        await TagsAsync(vpc);
        sandbox.Clock.Advance(2 * Tour.Step);
        await _ec2.DeleteSecurityGroupAsync(new DeleteSecurityGroupRequest { GroupId = group }, Cancel);
        await Refused.AsAsync("InvalidGroup.NotFound", () => _ec2.DeleteSecurityGroupAsync(new DeleteSecurityGroupRequest { GroupId = group }, Cancel));
        await Refused.AsAsync("DependencyViolation", () => _ec2.DeleteVpcAsync(new(vpc), Cancel));
        await _ec2.DeleteSubnetAsync(new(subnet), Cancel);
        await Refused.AsAsync("InvalidSubnetID.NotFound", () => _ec2.DeleteSubnetAsync(new(subnet), Cancel));
        await _ec2.DeleteVpcAsync(new(vpc), Cancel);
        await Refused.AsAsync("InvalidVpcID.NotFound", () => _ec2.DeleteVpcAsync(new(vpc), Cancel));
    }

    private async Task<string> VpcsAsync()
    {
        await _ec2.DescribeAvailabilityZonesAsync(new DescribeAvailabilityZonesRequest { AllAvailabilityZones = true }, Cancel);
        await Refused.AsAsync(
            "InvalidParameterValue", () => _ec2.DescribeAvailabilityZonesAsync(new DescribeAvailabilityZonesRequest { ZoneNames = ["us-east-1z"] }, Cancel));
        await Refused.AsAsync("DryRunOperation", () => _ec2.CreateVpcAsync(new CreateVpcRequest { CidrBlock = "10.99.0.0/16", DryRun = true }, Cancel));
        await Refused.AsAsync("InvalidVpc.Range", () => _ec2.CreateVpcAsync(new CreateVpcRequest { CidrBlock = "10.0.0.0/8" }, Cancel));
        await Refused.AsAsync("InvalidParameterValue", () => _ec2.CreateVpcAsync(new CreateVpcRequest { CidrBlock = "10.0.0.0" }, Cancel));
        await Refused.AsAsync("MissingParameter", () => _ec2.CreateVpcAsync(new CreateVpcRequest(), Cancel));
        var wish =
            new CreateVpcRequest { CidrBlock = "10.99.7.1/16", TagSpecifications = [new() { ResourceType = ResourceType.Vpc, Tags = [new("Name", "tour")] }] };
        var vpc = (await _ec2.CreateVpcAsync(wish, Cancel)).Vpc;
        Assert.Equal(("10.99.0.0/16", VpcState.Pending), (vpc.CidrBlock, vpc.State));
        await Refused.AsAsync("VpcLimitExceeded", async () =>
        {
            for (var i = 0; i < 5; i++)
            {
                await _ec2.CreateVpcAsync(new CreateVpcRequest { CidrBlock = "10.98.0.0/16" }, Cancel);
            }
        });
        await _ec2.DescribeVpcsAsync(new DescribeVpcsRequest { VpcIds = [vpc.VpcId] }, Cancel);
        await Refused.AsAsync("InvalidVpcID.NotFound", () => _ec2.DescribeVpcsAsync(new DescribeVpcsRequest { VpcIds = ["vpc-" + Nobody] }, Cancel));
        await Refused.AsAsync("InvalidVpcID.Malformed", () => _ec2.DescribeVpcsAsync(new DescribeVpcsRequest { VpcIds = ["vpc-x"] }, Cancel));
        await Refused.AsAsync("InvalidParameterValue", () => _ec2.DescribeVpcsAsync(new DescribeVpcsRequest { Filters = [new("colour", ["blue"])] }, Cancel));
        await Refused.AsAsync("InvalidNextToken", () => _ec2.DescribeVpcsAsync(new DescribeVpcsRequest { NextToken = "x" }, Cancel));
        await _ec2.ModifyVpcAttributeAsync(new() { VpcId = vpc.VpcId, EnableDnsHostnames = true }, Cancel);
        await Refused.AsAsync(
            "InvalidParameterCombination",
            () => _ec2.ModifyVpcAttributeAsync(new() { VpcId = vpc.VpcId, EnableDnsHostnames = true, EnableDnsSupport = true }, Cancel));
        await Refused.AsAsync("InvalidVpcID.NotFound", () => _ec2.ModifyVpcAttributeAsync(new() { VpcId = "vpc-" + Nobody, EnableDnsSupport = true }, Cancel));
        Assert.True(
            (await _ec2.DescribeVpcAttributeAsync(new() { VpcId = vpc.VpcId, Attribute = VpcAttributeName.EnableDnsHostnames }, Cancel)).EnableDnsHostnames);
        await Refused.AsAsync("InvalidParameterValue", () => _ec2.DescribeVpcAttributeAsync(new() { VpcId = vpc.VpcId, Attribute = "colour" }, Cancel));
        return vpc.VpcId;
    }

    private async Task<string> SubnetsAsync(string vpc)
    {
        var made =
            (await _ec2.CreateSubnetAsync(new CreateSubnetRequest { VpcId = vpc, CidrBlock = "10.99.1.0/28", AvailabilityZoneId = "use1-az4" }, Cancel)).Subnet;
        Assert.Equal(("use1-az4", 11), (made.AvailabilityZoneId, made.AvailableIpAddressCount));
        await Refused.AsAsync(
            "InvalidSubnet.Conflict", () => _ec2.CreateSubnetAsync(new CreateSubnetRequest { VpcId = vpc, CidrBlock = "10.99.0.0/20" }, Cancel));
        await Refused.AsAsync("InvalidSubnet.Range", () => _ec2.CreateSubnetAsync(new CreateSubnetRequest { VpcId = vpc, CidrBlock = "10.97.1.0/24" }, Cancel));
        await Refused.AsAsync(
            "InvalidParameterValue",
            () => _ec2.CreateSubnetAsync(new CreateSubnetRequest { VpcId = vpc, CidrBlock = "10.99.2.0/24", AvailabilityZone = "eu-west-1a" }, Cancel));
        await Refused.AsAsync(
            "InvalidVpcID.NotFound", () => _ec2.CreateSubnetAsync(new CreateSubnetRequest { VpcId = "vpc-" + Nobody, CidrBlock = "10.99.2.0/24" }, Cancel));
        await _ec2.DescribeSubnetsAsync(new DescribeSubnetsRequest { SubnetIds = [made.SubnetId] }, Cancel);
        await Refused.AsAsync(
            "InvalidSubnetID.NotFound", () => _ec2.DescribeSubnetsAsync(new DescribeSubnetsRequest { SubnetIds = ["subnet-" + Nobody] }, Cancel));
        return made.SubnetId;
    }

    private async Task<string> GroupsAsync(string vpc)
    {
        var wish = new CreateSecurityGroupRequest
        {
            VpcId = vpc,
            GroupName = "tour",
            Description = "tour",
            TagSpecifications = [new() { ResourceType = ResourceType.SecurityGroup, Tags = [new("Name", "tour")] }],
        };
        var group = (await _ec2.CreateSecurityGroupAsync(wish, Cancel)).GroupId;
        await Refused.AsAsync("InvalidGroup.Duplicate", () => _ec2.CreateSecurityGroupAsync(wish, Cancel));
        await Refused.AsAsync(
            "InvalidParameterValue", () => _ec2.CreateSecurityGroupAsync(new() { VpcId = vpc, GroupName = "default", Description = "tour" }, Cancel));
        IpPermission https = new()
        {
            IpProtocol = "tcp",
            FromPort = 443,
            ToPort = 443,
            Ipv4Ranges = [new() { CidrIp = "10.99.0.0/16", Description = "all" }],
            Ipv6Ranges = [new() { CidrIpv6 = "fd00::/8" }],
        };
        IpPermission own = new() { IpProtocol = "-1", UserIdGroupPairs = [new() { GroupId = group }] };
        var rules = (await _ec2.AuthorizeSecurityGroupIngressAsync(
            new AuthorizeSecurityGroupIngressRequest { GroupId = group, IpPermissions = [https, own] }, Cancel)).SecurityGroupRules;
        Assert.Equal(3, rules.Count);
        await Refused.AsAsync(
            "InvalidPermission.Duplicate",
            () => _ec2.AuthorizeSecurityGroupIngressAsync(new AuthorizeSecurityGroupIngressRequest { GroupId = group, IpPermissions = [https] }, Cancel));
        await Refused.AsAsync(
            "InvalidParameterValue", () => _ec2.AuthorizeSecurityGroupIngressAsync(
                new AuthorizeSecurityGroupIngressRequest
                {
                    GroupId = group,
                    IpPermissions = [new() { IpProtocol = "tcp", FromPort = 9, ToPort = 1, Ipv4Ranges = https.Ipv4Ranges }],
                }, Cancel));
        await _ec2.AuthorizeSecurityGroupEgressAsync(new() { GroupId = group, IpPermissions = [https] }, Cancel);
        await Refused.AsAsync("MissingParameter", () => _ec2.AuthorizeSecurityGroupEgressAsync(new() { GroupId = group }, Cancel));
        await _ec2.DescribeSecurityGroupsAsync(
            new DescribeSecurityGroupsRequest { Filters = [new("ip-permission.from-port", ["443"]), new("vpc-id", [vpc])] }, Cancel);
        await Refused.AsAsync(
            "InvalidGroup.NotFound", () => _ec2.DescribeSecurityGroupsAsync(new DescribeSecurityGroupsRequest { GroupIds = ["sg-" + Nobody] }, Cancel));
        await _ec2.DescribeSecurityGroupRulesAsync(new() { Filters = [new("group-id", [group])] }, Cancel);
        await Refused.AsAsync(
            "InvalidSecurityGroupRuleId.NotFound", () => _ec2.DescribeSecurityGroupRulesAsync(new() { SecurityGroupRuleIds = ["sgr-" + Nobody] }, Cancel));
        await _ec2.RevokeSecurityGroupIngressAsync(
            new RevokeSecurityGroupIngressRequest { GroupId = group, SecurityGroupRuleIds = [rules[0].SecurityGroupRuleId] }, Cancel);
        await Refused.AsAsync(
            "InvalidSecurityGroupRuleId.NotFound", () => _ec2.RevokeSecurityGroupIngressAsync(
                new RevokeSecurityGroupIngressRequest { GroupId = group, SecurityGroupRuleIds = [rules[0].SecurityGroupRuleId] }, Cancel));
        await _ec2.RevokeSecurityGroupEgressAsync(new() { GroupId = group, IpPermissions = [https] }, Cancel);
        await Refused.AsAsync(
            "InvalidPermission.NotFound", () => _ec2.RevokeSecurityGroupEgressAsync(new() { GroupId = group, IpPermissions = [https] }, Cancel));
        var standard = (await _ec2.DescribeSecurityGroupsAsync(
            new DescribeSecurityGroupsRequest { Filters = [new("group-name", ["default"]), new("vpc-id", [vpc])] }, Cancel)).SecurityGroups.Single();
        await Refused.AsAsync("CannotDelete", () => _ec2.DeleteSecurityGroupAsync(new DeleteSecurityGroupRequest { GroupId = standard.GroupId }, Cancel));
        return group;
    }

    private async Task InstancesAsync(string subnet, string group)
    {
        var wish = new RunInstancesRequest
        {
            ImageId = "ami-0abcdef1234567890",
            InstanceType = InstanceType.T3Micro,
            MinCount = 1,
            MaxCount = 2,
            SubnetId = subnet,
            SecurityGroupIds = [group],
            ClientToken = "tour",
        };
        var launched = (await _ec2.RunInstancesAsync(wish, Cancel)).Reservation.Instances;
        Assert.Equal(
            launched.Select(one => one.InstanceId).Order(),
            (await _ec2.RunInstancesAsync(wish, Cancel)).Reservation.Instances.Select(one => one.InstanceId).Order());
        wish.MaxCount = 1;
        await Refused.AsAsync("IdempotentParameterMismatch", () => _ec2.RunInstancesAsync(wish, Cancel));
        await Refused.AsAsync(
            "InvalidAMIID.Malformed", () => _ec2.RunInstancesAsync(new() { ImageId = "ami-x", MinCount = 1, MaxCount = 1, SubnetId = subnet }, Cancel));
        await Refused.AsAsync(
            "InvalidSubnetID.NotFound",
            () => _ec2.RunInstancesAsync(new() { ImageId = wish.ImageId, MinCount = 1, MaxCount = 1, SubnetId = "subnet-" + Nobody }, Cancel));
        await Refused.AsAsync(
            "InsufficientFreeAddressesInSubnet",
            () => _ec2.RunInstancesAsync(new() { ImageId = wish.ImageId, MinCount = 1, MaxCount = 20, SubnetId = subnet }, Cancel));
        List<string> ids = [.. launched.Select(one => one.InstanceId)];
        await _ec2.DescribeInstancesAsync(new DescribeInstancesRequest { InstanceIds = ids }, Cancel);
        var cards = (await _ec2.DescribeNetworkInterfacesAsync(
            new DescribeNetworkInterfacesRequest { Filters = [new("attachment.instance-id", ids)] }, Cancel)).NetworkInterfaces;
        Assert.Equal(2, cards.Count);
        await Refused.AsAsync(
            "InvalidNetworkInterfaceID.NotFound",
            () => _ec2.DescribeNetworkInterfacesAsync(new DescribeNetworkInterfacesRequest { NetworkInterfaceIds = ["eni-" + Nobody] }, Cancel));
        await Refused.AsAsync("DependencyViolation", () => _ec2.DeleteSecurityGroupAsync(new DeleteSecurityGroupRequest { GroupId = group }, Cancel));
        await Refused.AsAsync("DependencyViolation", () => _ec2.DeleteSubnetAsync(new(subnet), Cancel));
        await _ec2.TerminateInstancesAsync(new(ids), Cancel);
        await _ec2.DescribeInstancesAsync(new DescribeInstancesRequest { InstanceIds = ids }, Cancel);
        await Refused.AsAsync("InvalidInstanceID.NotFound", () => _ec2.TerminateInstancesAsync(new(["i-" + Nobody]), Cancel));
        await Refused.AsAsync("InvalidInstanceID.Malformed", () => _ec2.DescribeInstancesAsync(new DescribeInstancesRequest { InstanceIds = ["i-x"] }, Cancel));
    }

    private async Task TagsAsync(string vpc)
    {
        await _ec2.CreateTagsAsync(new() { Resources = [vpc], Tags = [new("a", "1"), new("b", "")] }, Cancel);
        await Refused.AsAsync("InvalidParameterValue", () => _ec2.CreateTagsAsync(new() { Resources = [vpc], Tags = [new("aws:x", "1")] }, Cancel));
        await Refused.AsAsync("InvalidID", () => _ec2.CreateTagsAsync(new() { Resources = ["cow-" + Nobody], Tags = [new("a", "1")] }, Cancel));
        await Refused.AsAsync(
            "TagLimitExceeded",
            () => _ec2.CreateTagsAsync(new() { Resources = [vpc], Tags = [.. Enumerable.Range(0, 60).Select(i => new Tag($"k{i}", "v"))] }, Cancel));
        Assert.Equal(3, (await _ec2.DescribeTagsAsync(new DescribeTagsRequest { Filters = [new("resource-id", [vpc])] }, Cancel)).Tags.Count);
        await Refused.AsAsync("InvalidParameterValue", () => _ec2.DescribeTagsAsync(new DescribeTagsRequest { MaxResults = 1 }, Cancel));
        await _ec2.DeleteTagsAsync(new() { Resources = [vpc], Tags = [new("a")] }, Cancel);
        await Refused.AsAsync("InvalidVpcID.NotFound", () => _ec2.DeleteTagsAsync(new() { Resources = ["vpc-" + Nobody] }, Cancel));
    }
}
