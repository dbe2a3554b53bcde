using System.Text.RegularExpressions;
using Portal.Domain.EndpointServices;
using Portal.Domain.Networking;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Validation;

namespace Portal.Infrastructure.EndpointServices;

/// <summary>Finds everything that is wrong with a service to be published.</summary>
internal static partial class PublishServiceValidator
{
    // One a zone; no region comes near this many.
    private const int MostSubnets = 100;

    // AWS allows five a network interface, and raises that to sixteen for who asks.
    private const int MostSecurityGroups = 16;

    /// <summary>Comes before everything else: what is too much is not even looked at.</summary>
    /// <exception cref="Domain.InvalidInputException">There is more of something than can be meant.</exception>
    public static void ThrowIfTooMany(PublishServiceInput input)
    {
        var errors = new InputErrors();
        errors.AtMost(input.SubnetIds?.Count, MostSubnets, "subnetIds", "subnets");
        errors.AtMost(input.SecurityGroupIds?.Count, MostSecurityGroups, "securityGroupIds", "security groups, which is as far as AWS raises its quota");
        errors.AtMost(input.Tags?.Count, InputErrors.MostTags, "tags", "tags");
        AudienceValidator.CheckCounts(input.Visibility, "visibility", errors);
        AudienceValidator.CheckCounts(input.AutoApproval, "autoApproval", errors);
        ListenerValidator.CheckCounts(input.Listeners ?? [], errors);
        errors.ThrowIfAny();
    }

    public static void CheckForm(PublishServiceInput input, InputErrors errors)
    {
        errors.Name(input.Name, "name", 100, "a name that consumers will recognise");
        errors.Optional(input.Description, "description", 2_000);
        errors.OptionalName(input.ExternalReference, "externalReference", 200);
        errors.Check(AwsIds.IsAccountId(input.AccountId), "accountId",
            string.IsNullOrEmpty(input.AccountId) ? "Choose an AWS account." : "Enter an AWS account id: 12 digits.");
        errors.Check(AwsIds.IsRegion(input.Region), "region",
            string.IsNullOrEmpty(input.Region) ? "Choose a region." : "Enter an AWS region, for example us-east-1.");
        errors.Check(AwsIds.IsVpcId(input.VpcId), "vpcId",
            string.IsNullOrEmpty(input.VpcId) ? "Choose a VPC." : "Enter a VPC id, for example vpc-0123456789abcdef0.");
        errors.Check(input.PrivateDnsName is null || DnsName().IsMatch(input.PrivateDnsName), "privateDnsName",
            "Enter a DNS name such as api.example.com: labels of at most 63 characters, 255 in all.");
        SubnetIds(input.SubnetIds, errors);
        SecurityGroupIds(input.SecurityGroupIds, errors);
        errors.Tags(input.Tags);
        AudienceValidator.Check(input.Visibility, "visibility", errors);
        AudienceValidator.Check(input.AutoApproval, "autoApproval", errors);
        ListenerValidator.Check(input.Listeners ?? [], errors);
    }

    public static void CheckAgainst(VpcFacts vpc, PublishServiceInput input, InputErrors errors)
    {
        var subnets = vpc.Subnets.DistinctBy(subnet => subnet.Id).ToDictionary(subnet => subnet.Id, StringComparer.Ordinal);
        Dictionary<string, string> zones = [];
        foreach (var (id, index) in (input.SubnetIds ?? []).Select((id, index) => (id, index)))
        {
            var subnet = subnets.GetValueOrDefault(id ?? "");
            if (!errors.Check(subnet is not null, $"subnetIds[{index}]", $"{InputErrors.Shown(id)} is not a subnet of {vpc.Id}. Choose subnets of that VPC."))
            {
                continue;
            }

            errors.Check(zones.TryAdd(subnet!.ZoneId, subnet.Id), $"subnetIds[{index}]",
                $"{id} lies in {subnet.ZoneId}, where {zones.GetValueOrDefault(subnet.ZoneId)} is chosen already. Choose one subnet a zone.");
        }

        var groups = vpc.SecurityGroups.Select(group => group.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var (id, index) in (input.SecurityGroupIds ?? []).Select((id, index) => (id, index)))
        {
            errors.Check(groups.Contains(id ?? ""), $"securityGroupIds[{index}]", $"{InputErrors.Shown(id)} is not a security group of {vpc.Id}.");
        }

        ListenerValidator.CheckTargets(vpc, input.Listeners ?? [], errors);
    }

    public static EndpointServiceDraft Draft(PublishServiceInput input, VpcFacts vpc)
    {
        return new(
            input.Name!.Trim(),
            input.Description?.Trim() ?? "",
            new EndpointServiceSpec(
                input.AccountId!, input.Region!, input.VpcId!, Subnets(input.SubnetIds!, vpc), Listeners(input.Listeners!, vpc), input.PrivateDnsName,
                Groups(input.SecurityGroupIds), LoadBalancerAttributes: input.LoadBalancerAttributes?.ToAttributes()),
            AudienceValidator.Read(input.Visibility, Audience.All),
            AudienceValidator.Read(input.AutoApproval, Audience.Nobody),
            new InputErrors().Tags(input.Tags),
            input.ExternalReference);
    }

    /// <summary>The subnets with their zones, in the order of those.</summary>
    public static IReadOnlyList<ZonedSubnet> Subnets(IReadOnlyList<string?> subnetIds, VpcFacts vpc)
    {
        var zones = vpc.Subnets.DistinctBy(subnet => subnet.Id).ToDictionary(subnet => subnet.Id, subnet => subnet.ZoneId, StringComparer.Ordinal);
        return [.. subnetIds.Select(id => new ZonedSubnet(id!, zones[id!])).OrderBy(subnet => subnet.ZoneId, StringComparer.Ordinal)];
    }

    /// <summary>The listeners with their targets' place inside or outside of the VPC.</summary>
    public static IReadOnlyList<ServiceListener> Listeners(IReadOnlyList<ListenerInput?> listeners, VpcFacts vpc)
    {
        var inside = Ipv4CidrSet.Of(vpc.Subnets.Select(subnet => subnet.Cidr));
        return [.. listeners.Select(listener => Listener(listener!, inside))];
    }

    /// <returns>None where there are none.</returns>
    public static IReadOnlyList<string>? Groups(IReadOnlyList<string?>? ids) =>
        ids is { Count: > 0 } ? [.. ids.Select(id => id!).Order(StringComparer.Ordinal)] : null;

    private static ServiceListener Listener(ListenerInput input, Ipv4CidrSet inside)
    {
        var group = input.TargetGroup!;
        var protocol = input.Protocol!.ToUpperInvariant();
        return new(protocol, input.Port!.Value, new(
            group.Protocol?.ToUpperInvariant() ?? protocol, group.Port ?? input.Port.Value, group.HealthCheck?.ToHealthCheck(),
            [.. (group.Targets ?? []).Select(target => Target(target!, inside))],
            group.ManagedOutside == true ? true : null,
            group.ManagedOutside == true ? group.TargetKind == "instance" ? TargetKind.Instance : TargetKind.Ip : null,
            Attributes: group.Attributes?.ToAttributes()));
    }

    private static ServiceTarget Target(TargetInput input, Ipv4CidrSet inside) => input.Kind == "instance"
        ? new(TargetKind.Instance, input.Id!, input.Port)
        // AWS wants "all" for an address outside the VPC's subnets, such as an on-premises host, and works out the zone of one inside.
        : new(TargetKind.Ip, input.Id!, input.Port, inside.Contains(input.Id!) ? null : "all");

    private static void SubnetIds(IReadOnlyList<string?>? subnetIds, InputErrors errors)
    {
        errors.Check(
            subnetIds is { Count: > 0 }, "subnetIds", "Choose at least one subnet; one in each of two zones or more keeps the service up when a zone fails.");
        HashSet<string> named = new(StringComparer.Ordinal);
        foreach (var (id, index) in (subnetIds ?? []).Select((id, index) => (id, index)))
        {
            errors.Check(AwsIds.IsSubnetId(id), $"subnetIds[{index}]", $"\"{InputErrors.Shown(id)}\" is not a subnet id like subnet-0123456789abcdef0.");
            errors.Check(named.Add(id ?? ""), $"subnetIds[{index}]", $"{InputErrors.Shown(id)} is named twice.");
        }
    }

    private static void SecurityGroupIds(IReadOnlyList<string?>? groups, InputErrors errors)
    {
        HashSet<string> named = new(StringComparer.Ordinal);
        foreach (var (group, index) in (groups ?? []).Select((group, index) => (group, index)))
        {
            errors.Check(
                AwsIds.IsSecurityGroupId(group), $"securityGroupIds[{index}]",
                $"\"{InputErrors.Shown(group)}\" is not a security group id like sg-0123456789abcdef0.");
            errors.Check(named.Add(group ?? ""), $"securityGroupIds[{index}]", $"{InputErrors.Shown(group)} is named twice.");
        }
    }

    [GeneratedRegex(@"^(?=.{1,255}\z)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex DnsName();
}
