using Portal.Domain;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Networking;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Validation;

namespace Portal.Infrastructure.Connections;

/// <summary>Finds everything that is wrong with a request for a connection, before anything is stored or sent.</summary>
internal static class RequestConnectionValidator
{
    // AWS allows five a network interface, and raises that to sixteen for who asks.
    private const int MostSecurityGroups = 16;

    // An endpoint has one subnet a zone; no region comes near this many.
    private const int MostSubnets = 100;

    /// <summary>Comes before everything else: what is too much is not even looked at.</summary>
    /// <exception cref="InvalidInputException">There is more of something than can be meant.</exception>
    public static void ThrowIfTooMany(RequestConnectionInput input)
    {
        var errors = new InputErrors();
        errors.AtMost(input.Subnets?.Count, MostSubnets, "subnets", "subnets");
        errors.AtMost(input.SecurityGroupIds?.Count, MostSecurityGroups, "securityGroupIds", "security groups, which is as far as AWS raises its quota");
        errors.AtMost(input.Tags?.Count, InputErrors.MostTags, "tags", "tags");
        errors.ThrowIfAny();
    }

    /// <param name="selfManaged">The consumer makes the endpoint, and says where only if they want it in the instructions.</param>
    public static void CheckForm(RequestConnectionInput input, bool selfManaged, DateTimeOffset now, InputErrors errors)
    {
        errors.Check(input.ServiceId is not null, "serviceId", "Choose the service to connect to.");
        errors.Check(AwsIds.IsAccountId(input.AccountId), "accountId",
            string.IsNullOrEmpty(input.AccountId) ? "Choose an AWS account." : "Enter an AWS account id: 12 digits.");
        errors.Check(AwsIds.IsRegion(input.Region), "region",
            string.IsNullOrEmpty(input.Region) ? "Choose a region." : "Enter an AWS region, for example us-east-1.");
        errors.Check(AwsIds.IsVpcId(input.VpcId) || (selfManaged && input.VpcId is null), "vpcId",
            string.IsNullOrEmpty(input.VpcId) ? "Choose a VPC." : "Enter a VPC id, for example vpc-0123456789abcdef0.");
        errors.Text(input.Justification, "justification", 2_000, "what the connection is for; the people who approve it will read this");
        errors.Check(input.EndsAt is null || input.EndsAt > now, "endsAt", "Choose a time in the future, or none.");
        errors.OptionalName(input.ExternalReference, "externalReference", 200);
        errors.Tags(input.Tags);
        Subnets(input.Subnets ?? [], required: !selfManaged, errors);
        SecurityGroups(input.SecurityGroupIds ?? [], required: !selfManaged, errors);
        errors.Check(!selfManaged || input.PrivateDns != true, "privateDns",
            "The portal cannot switch private DNS on in an account that it does not manage. "
                + "Leave it off, and switch it on there yourself once the endpoint is available.");
    }

    public static void CheckAgainst(EndpointService service, RequestConnectionInput input, InputErrors errors)
    {
        errors.Check(service.Stage == EndpointServiceStage.Available, "serviceId", service.Stage switch
        {
            EndpointServiceStage.Publishing => $"{service.Name} is still being published. Ask again when it is available.",
            _ => $"{service.Name} takes no new connections: it is {service.Stage}.",
        });
        errors.Check(input.Region is null || input.Region == service.Spec.Region, "region",
            $"{service.Name} is offered in {service.Spec.Region}. Choose a VPC of that region.");
        errors.Check(input.PrivateDns != true || service.Spec.PrivateDnsName is not null, "privateDns",
            $"{service.Name} has no private DNS name. Leave private DNS off, and use the endpoint's own names.");
    }

    /// <param name="kept">Subnets in which the endpoint has an interface already; none for one that is to be made.</param>
    public static void CheckAgainst(
        VpcFacts vpc, EndpointService? service, RequestConnectionInput input, InputErrors errors, IReadOnlySet<SubnetInput>? kept = null)
    {
        errors.Check(!vpc.IsShared, "vpcId", "This VPC is shared into the account; only its owner can create interface endpoints in it.");
        errors.Check(input.PrivateDns != true || vpc is { DnsSupport: true, DnsHostnames: true }, "privateDns",
            "Private DNS needs the VPC's enableDnsSupport and enableDnsHostnames. Switch both on, or leave private DNS off.");
        var subnets = vpc.Subnets.DistinctBy(subnet => subnet.Id).ToDictionary(subnet => subnet.Id, StringComparer.Ordinal);
        var offered = service?.Spec.Subnets.Select(subnet => subnet.ZoneId).ToHashSet(StringComparer.Ordinal);
        Dictionary<string, string> zones = [];
        foreach (var (chosen, index) in (input.Subnets ?? []).Select((chosen, index) => (chosen, index)))
        {
            if (chosen is null)
            {
                // Said by the check of the form.
                continue;
            }

            var subnet = subnets.GetValueOrDefault(chosen.SubnetId ?? "");
            if (
                !errors.Check(
                    subnet is not null, $"subnets[{index}].subnetId",
                    $"{InputErrors.Shown(chosen.SubnetId)} is not a subnet of {vpc.Id}. Choose subnets of that VPC."))
            {
                continue;
            }

            errors.Check(zones.TryAdd(subnet!.ZoneId, subnet.Id), $"subnets[{index}].subnetId",
                $"{subnet.Id} lies in {subnet.ZoneId}, where {zones.GetValueOrDefault(subnet.ZoneId)} is chosen already. AWS takes one subnet a zone.");
            errors.Check(offered?.Contains(subnet.ZoneId) != false, $"subnets[{index}].subnetId",
                $"{subnet.Id} lies in {subnet.ZoneId}; {service?.Name} is in {string.Join(", ", offered ?? [])}. Choose a subnet in one of those zones.");
            if (kept?.Contains(chosen) != true)
            {
                Address(chosen, subnet, index, errors);
            }
        }

        var groups = vpc.SecurityGroups.Select(group => group.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var (id, index) in (input.SecurityGroupIds ?? []).Select((id, index) => (id, index)))
        {
            errors.Check(groups.Contains(id ?? ""), $"securityGroupIds[{index}]", $"{InputErrors.Shown(id)} is not a security group of {vpc.Id}.");
        }
    }

    public static void CheckAgainst(PrivateDnsPreview? names, InputErrors errors)
    {
        foreach (var refusal in names?.Notes.Where(note => note.IsRefusal) ?? [])
        {
            errors.Add("privateDns", refusal.Text);
        }
    }

    /// <param name="vpc">None in a self-managed account, into which the portal cannot look.</param>
    public static ConnectionDraft Draft(RequestConnectionInput input, EndpointService service, VpcFacts? vpc)
    {
        return new(
            new ConnectionSpec(
                service.Id, service.Spec.AccountId, service.Spec.Region,
                input.AccountId!, input.Region!, input.VpcId,
                SubnetsOf(input.Subnets ?? [], vpc),
                [.. (input.SecurityGroupIds ?? []).Select(id => id!).Order(StringComparer.Ordinal)],
                input.PrivateDns ?? false,
                input.EndsAt?.ToMilliseconds(),
                SelfManaged: vpc is null),
            input.Justification!.Trim(),
            new InputErrors().Tags(input.Tags),
            input.ExternalReference);
    }

    /// <summary>The subnets with their zones, in the order of those.</summary>
    public static IReadOnlyList<ConnectionSubnet> SubnetsOf(IReadOnlyList<SubnetInput?> subnets, VpcFacts? vpc)
    {
        var zones = vpc?.Subnets.DistinctBy(subnet => subnet.Id).ToDictionary(subnet => subnet.Id, subnet => subnet.ZoneId, StringComparer.Ordinal);
        return
        [
            .. subnets.Select(subnet => new ConnectionSubnet(subnet!.SubnetId!, zones?[subnet.SubnetId!], subnet.Ipv4))
                .OrderBy(subnet => subnet.ZoneId, StringComparer.Ordinal),
        ];
    }

    private static void Address(SubnetInput chosen, SubnetFacts subnet, int index, InputErrors errors)
    {
        if (chosen.Ipv4 is null)
        {
            errors.Check(subnet.FreeAddresses > 0, $"subnets[{index}].subnetId", $"{subnet.Id} has no free address. Choose another subnet of {subnet.ZoneId}.");
        }
        else if (Ipv4Cidr.TryParse(subnet.Cidr, out var block) && Ipv4Cidr.IsAddress(chosen.Ipv4))
        {
            errors.Check(block.Contains(chosen.Ipv4) && !block.IsReservedByAws(chosen.Ipv4), $"subnets[{index}].ipv4",
                $"{chosen.Ipv4} cannot be used in {subnet.Id}: choose an address of {subnet.Cidr} other than the first four and the last.");
        }
    }

    private static void Subnets(IReadOnlyList<SubnetInput?> subnets, bool required, InputErrors errors)
    {
        errors.Check(
            subnets.Count > 0 || !required, "subnets",
            "Choose at least one subnet; one in each of two zones or more keeps the connection up when a zone fails.");
        HashSet<string> named = new(StringComparer.Ordinal);
        foreach (var (subnet, index) in subnets.Select((subnet, index) => (subnet, index)))
        {
            errors.Check(
                AwsIds.IsSubnetId(subnet?.SubnetId), $"subnets[{index}].subnetId",
                $"\"{InputErrors.Shown(subnet?.SubnetId)}\" is not a subnet id like subnet-0123456789abcdef0.");
            errors.Check(named.Add(subnet?.SubnetId ?? "") || required, $"subnets[{index}].subnetId", $"{InputErrors.Shown(subnet?.SubnetId)} is named twice.");
            errors.Check(
                subnet?.Ipv4 is null || Ipv4Cidr.IsAddress(subnet.Ipv4), $"subnets[{index}].ipv4",
                $"\"{InputErrors.Shown(subnet?.Ipv4)}\" is not an IPv4 address like 10.0.1.20.");
        }
    }

    private static void SecurityGroups(IReadOnlyList<string?> groups, bool required, InputErrors errors)
    {
        // Without one AWS silently takes the VPC's default group, which usually lets nothing in.
        errors.Check(groups.Count > 0 || !required, "securityGroupIds", "Choose at least one security group that lets your clients reach the endpoint.");
        HashSet<string> named = new(StringComparer.Ordinal);
        foreach (var (group, index) in groups.Select((group, index) => (group, index)))
        {
            errors.Check(
                AwsIds.IsSecurityGroupId(group), $"securityGroupIds[{index}]",
                $"\"{InputErrors.Shown(group)}\" is not a security group id like sg-0123456789abcdef0.");
            errors.Check(named.Add(group ?? ""), $"securityGroupIds[{index}]", $"{InputErrors.Shown(group)} is named twice.");
        }
    }
}
