using System.Text.RegularExpressions;
using Portal.Domain.EndpointServices;
using Portal.Domain.Networking;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Validation;

namespace Portal.Infrastructure.EndpointServices;

/// <summary>Finds everything that is wrong with a service to be published.</summary>
internal static partial class PublishServiceValidator
{
    // Behind an endpoint service a network load balancer may have at most 50 listeners (PrivateLink quotas).
    private const int MostListeners = 50;

    public static void CheckForm(PublishServiceInput input, InputErrors errors)
    {
        errors.Text(input.Name, "name", 100, "a name that consumers will recognise");
        errors.Optional(input.Description, "description", 2_000);
        errors.Optional(input.ExternalReference, "externalReference", 200);
        errors.Check(AwsIds.IsAccountId(input.AccountId), "accountId", "Enter an AWS account id: 12 digits.");
        errors.Check(AwsIds.IsRegion(input.Region), "region", "Enter an AWS region, for example us-east-1.");
        errors.Check(AwsIds.IsVpcId(input.VpcId), "vpcId", "Enter a VPC id, for example vpc-0123456789abcdef0.");
        errors.Check(input.PrivateDnsName is null || DnsName().IsMatch(input.PrivateDnsName), "privateDnsName",
            "Enter a DNS name such as api.example.com: labels of at most 63 characters, 255 in all.");
        SubnetIds(input.SubnetIds, errors);
        errors.Tags(input.Tags);
        AudienceValidator.Check(input.Visibility, "visibility", errors);
        AudienceValidator.Check(input.AutoApproval, "autoApproval", errors);
        ListenerValidator.Check(input.Listeners ?? [], MostListeners, errors);
    }

    public static void CheckAgainst(VpcFacts vpc, PublishServiceInput input, InputErrors errors)
    {
        Dictionary<string, string> zones = [];
        foreach (var (id, index) in (input.SubnetIds ?? []).Select((id, index) => (id!, index)))
        {
            var subnet = vpc.Subnets.FirstOrDefault(subnet => subnet.Id == id);
            if (!errors.Check(subnet is not null, $"subnetIds[{index}]", $"{id} is not a subnet of {vpc.Id}. Choose subnets of that VPC."))
            {
                continue;
            }

            errors.Check(zones.TryAdd(subnet!.ZoneId, id), $"subnetIds[{index}]",
                $"{id} lies in {subnet.ZoneId}, where {zones.GetValueOrDefault(subnet.ZoneId)} is chosen already. Choose one subnet a zone.");
        }

        ListenerValidator.CheckTargets(vpc, input.Listeners ?? [], errors);
    }

    public static EndpointServiceDraft Draft(PublishServiceInput input, VpcFacts vpc) => new(
        input.Name!.Trim(),
        input.Description?.Trim() ?? "",
        new EndpointServiceSpec(
            input.AccountId!, input.Region!, input.VpcId!,
            [.. input.SubnetIds!.Select(id => new ZonedSubnet(id!, vpc.Subnets.First(subnet => subnet.Id == id).ZoneId)).OrderBy(subnet => subnet.ZoneId, StringComparer.Ordinal)],
            [.. input.Listeners!.Select(listener => Listener(listener!, vpc))],
            input.PrivateDnsName),
        AudienceValidator.Read(input.Visibility, Audience.All),
        AudienceValidator.Read(input.AutoApproval, Audience.Nobody),
        new InputErrors().Tags(input.Tags),
        input.ExternalReference);

    private static ServiceListener Listener(ListenerInput input, VpcFacts vpc)
    {
        var group = input.TargetGroup!;
        var check = group.HealthCheck is { } given
            ? new HealthCheck(given.Protocol?.ToUpperInvariant() ?? "TCP", given.Port, given.Path, given.IntervalSeconds)
            : null;
        var protocol = input.Protocol!.ToUpperInvariant();
        return new(protocol, input.Port!.Value, new(
            group.Protocol?.ToUpperInvariant() ?? protocol, group.Port ?? input.Port.Value, check, [.. group.Targets!.Select(target => Target(target!, vpc))]));
    }

    private static ServiceTarget Target(TargetInput input, VpcFacts vpc) => input.Kind == "instance"
        ? new(TargetKind.Instance, input.Id!, input.Port)
        // AWS wants "all" for an address outside the VPC's subnets, such as an on-premises host, and works out the zone of one inside.
        : new(TargetKind.Ip, input.Id!, input.Port, vpc.HasInSubnet(input.Id!) ? null : "all");

    private static void SubnetIds(IReadOnlyList<string?>? subnetIds, InputErrors errors)
    {
        errors.Check(subnetIds is { Count: > 0 }, "subnetIds", "Choose at least one subnet; one in each of two zones or more keeps the service up when a zone fails.");
        foreach (var (id, index) in (subnetIds ?? []).Select((id, index) => (id, index)))
        {
            errors.Check(AwsIds.IsSubnetId(id), $"subnetIds[{index}]", $"\"{id}\" is not a subnet id like subnet-0123456789abcdef0.");
            errors.Check(subnetIds!.Take(index).All(earlier => earlier != id), $"subnetIds[{index}]", $"{id} is named twice.");
        }
    }

    [GeneratedRegex(@"^(?=.{1,255}\z)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex DnsName();
}
