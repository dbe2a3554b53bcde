using Portal.Domain.EndpointServices;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Validation;

namespace Portal.Infrastructure.EndpointServices;

/// <summary>Finds everything that is wrong with a change of a published service, and works out the spec that it asks for.</summary>
internal static class ChangeServiceValidator
{
    /// <summary>The service as it would be published anew with the change.</summary>
    public static PublishServiceInput Whole(EndpointService service, ChangeServiceInput input) => new(
        service.Name, service.Description, service.Spec.AccountId, service.Spec.Region, service.Spec.VpcId,
        input.SubnetIds ?? [.. service.Spec.Subnets.Select(subnet => subnet.SubnetId)],
        input.Listeners ?? [.. service.Spec.Listeners.Select(ListenerInput.Of)],
        null, null, NameOf(service.Spec, input), null, null,
        input.SecurityGroupIds ?? service.Spec.SecurityGroupIds);

    /// <summary>Only what is to change is compared with AWS: what stands there already may have moved on.</summary>
    public static void CheckAgainst(VpcFacts vpc, EndpointServiceSpec present, ChangeServiceInput input, InputErrors errors)
    {
        PublishServiceValidator.CheckAgainst(vpc, new(
            null, null, null, null, null, input.SubnetIds, input.Listeners, null, null, null, null, null, input.SecurityGroupIds), errors);
        errors.Check(
            input.SecurityGroupIds is null || present.SecurityGroupIds is { Count: > 0 } || input.SecurityGroupIds.Count == 0, "securityGroupIds",
            "AWS gives a network load balancer that was made without security groups none later. Publish a service with them, and move its consumers there.");
        errors.Check(
            input.SecurityGroupIds is not { Count: 0 } || present.SecurityGroupIds is not { Count: > 0 }, "securityGroupIds",
            "AWS does not take the last security group away. Give at least one.");
        Moves(vpc, present, input.SubnetIds ?? [], errors);
    }

    /// <param name="vpc">None where neither subnets nor listeners change.</param>
    public static EndpointServiceSpec Spec(EndpointServiceSpec present, ChangeServiceInput input, VpcFacts? vpc) => present with
    {
        Subnets = input.SubnetIds is { } subnetIds ? PublishServiceValidator.Subnets(subnetIds, vpc!) : present.Subnets,
        Listeners = input.Listeners is { } listeners ? PublishServiceValidator.Listeners(listeners, vpc!) : present.Listeners,
        PrivateDnsName = NameOf(present, input),
        LoadBalancerAttributes = input.LoadBalancerAttributes is { } attributes ? attributes.ToAttributes() : present.LoadBalancerAttributes,
        SecurityGroupIds = input.SecurityGroupIds is null ? present.SecurityGroupIds : PublishServiceValidator.Groups(input.SecurityGroupIds),
    };

    private static string? NameOf(EndpointServiceSpec present, ChangeServiceInput input) =>
        input.PrivateDnsName switch { null => present.PrivateDnsName, "" => null, var name => name };

    /// <summary>AWS refuses another subnet of a zone in which the load balancer is already (SetSubnets).</summary>
    private static void Moves(VpcFacts vpc, EndpointServiceSpec present, IReadOnlyList<string?> subnetIds, InputErrors errors)
    {
        var zones = vpc.Subnets.DistinctBy(subnet => subnet.Id).ToDictionary(subnet => subnet.Id, subnet => subnet.ZoneId, StringComparer.Ordinal);
        foreach (var (id, index) in subnetIds.Select((id, index) => (id, index)))
        {
            var standing = zones.TryGetValue(id ?? "", out var zone) ? present.Subnets.FirstOrDefault(subnet => subnet.ZoneId == zone) : null;
            errors.Check(
                standing is null || standing.SubnetId == id, $"subnetIds[{index}]",
                $"The load balancer is in {zone} with {standing?.SubnetId}, and AWS does not move it. "
                    + $"Give {zone} up first; add it with {id} once that is done.");
        }
    }
}
