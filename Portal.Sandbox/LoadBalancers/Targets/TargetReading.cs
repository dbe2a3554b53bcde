using Portal.Sandbox.Networks;
using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;
using Portal.Sandbox.Storage;

namespace Portal.Sandbox.LoadBalancers.Targets;

/// <summary>Reads the targets of a request, and refuses those that a target group cannot have.</summary>
internal static class TargetReading
{
    private const string Everywhere = "all";

    private static readonly IReadOnlyList<Cidr> Private =
        [Cidr.Parse("10.0.0.0/8"), Cidr.Parse("100.64.0.0/10"), Cidr.Parse("172.16.0.0/12"), Cidr.Parse("192.168.0.0/16")];

    /// <summary>The targets by id and port; the group's port where none is given.</summary>
    public static IReadOnlyList<(string Id, int Port)> Named(QueryParameters parameters, TargetGroup group) =>
        [.. parameters.Items("Targets").Select(target => (target.Required("Id"), target.Number("Port", 1, 65535) ?? group.Port)).Distinct()];

    public static IReadOnlyList<Target> ToRegister(Call call, TargetGroup group)
    {
        var items = call.Parameters.Items("Targets");
        var ids = items.Select(item => item.Required("Id")).ToList();
        if (ids.Count == 0)
        {
            throw CommonErrors.MissingParameter(AwsApi.ElasticLoadBalancing, "Targets");
        }

        if (group.TargetType == TargetGroup.Instances)
        {
            CheckInstances(call, group, ids);
        }

        return [.. items.Select(item => Read(call, group, item)).DistinctBy(target => target.Id)];
    }

    private static Target Read(Call call, TargetGroup group, QueryParameters item)
    {
        var id = item.Required("Id");
        var zoneName = item.Text("AvailabilityZone");
        var zoneId = group.TargetType == TargetGroup.Instances
            ? string.IsNullOrEmpty(zoneName)
                ? ZoneOfInstance(call, id)
                : throw ElbErrors.Validation("An Availability Zone cannot be specified for targets of target groups with the target type 'instance'")
            : ZoneOfAddress(call, group, id, zoneName);
        return new(group.Id, call.AccountId, id, item.Number("Port", 1, 65535) ?? group.Port, zoneId, call.Now);
    }

    private static void CheckInstances(Call call, TargetGroup group, List<string> ids)
    {
        if (ids.Find(id => !AwsIds.IsWellFormed(id, "i-")) is { } malformed)
        {
            throw ElbErrors.Validation($"Instance ID '{malformed}' is not valid");
        }

        if (ids.Where(id => call.Store.Instances.Find(id)?.OwnerId != call.AccountId).Distinct().ToList() is { Count: > 0 } missing)
        {
            throw ElbErrors.InvalidTarget($"The following instances do not exist: {Quoted(missing)}");
        }

        if (ids.Where(id => call.Store.Instances.Find(id)!.StateAt(call.Now) != Instance.Running).Distinct().ToList() is { Count: > 0 } ended)
        {
            throw ElbErrors.InvalidTarget($"The following targets are not in a running state and cannot be registered: {Quoted(ended)}");
        }

        if (ids.Where(id => call.Store.Instances.Find(id)?.VpcId != group.VpcId).Distinct().ToList() is { Count: > 0 } elsewhere)
        {
            throw ElbErrors.InvalidTarget($"The following targets are not in the target group VPC '{group.VpcId}': {Quoted(elsewhere)}");
        }
    }

    private static string ZoneOfInstance(Call call, string id) => call.Store.Subnets.Find(call.Store.Instances.Find(id)!.SubnetId)!.ZoneId;

    private static string? ZoneOfAddress(Call call, TargetGroup group, string id, string? zoneName)
    {
        if (!Cidr.TryAddress(id, out var address))
        {
            throw ElbErrors.Validation($"The IP address '{id}' is not a valid IPv4 address");
        }

        var account = call.Account;
        // AWS compares with the subnets of the VPC, not with its ranges.
        if (call.Store.SubnetsByVpc[group.VpcId].FirstOrDefault(subnet => Cidr.Parse(subnet.Cidr).Contains(address)) is { } subnet)
        {
            var own = account.ZoneName(subnet.ZoneId);
            return string.IsNullOrEmpty(zoneName) || zoneName == own
                ? subnet.ZoneId
                : throw ElbErrors.Validation(
                    $"The IP address '{id}' is within the VPC, and cannot have its Availability Zone overridden to '{zoneName}' from '{own}'");
        }

        if (!Private.Any(range => range.Contains(address)))
        {
            throw ElbErrors.InvalidTarget(
                $"The IP address '{id}' is publicly routable; targets outside the VPC must be in 10.0.0.0/8, 100.64.0.0/10, 172.16.0.0/12 or 192.168.0.0/16");
        }

        return zoneName switch
        {
            null or "" when !call.Switches.OutsideTargetsNeedZone => null,
            null or "" => throw ElbErrors.Validation($"The Availability Zone is required for IP address '{id}' because it is not in the VPC"),
            Everywhere => null,
            _ when account.ZonesOf(call.Region).TryGetValue(zoneName, out var zoneId) => zoneId,
            _ => throw ElbErrors.Validation(
                "You must specify a valid Availability Zone or select 'all' for all enabled Availability zones, "
                + $"since the IP address '{id}' is outside the VPC"),
        };
    }

    private static string Quoted(IEnumerable<string> ids) => string.Join(", ", ids.Select(id => $"'{id}'"));
}
