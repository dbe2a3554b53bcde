using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Networks;

/// <summary>Lists the zones of a region under the names that the caller's account knows them by.</summary>
internal sealed class DescribeAvailabilityZones : Ec2Operation, IFiltered
{
    private static readonly FilterSet<Zone> Filters = new FilterSet<Zone>()
        .On("zone-name", (_, zone) => zone.Name)
        .On("zone-id", (_, zone) => zone.Id)
        .On("zone-type", (_, _) => "availability-zone")
        .On("region-name", (call, _) => call.Region)
        .On("group-name", (call, _) => GroupName(call))
        .On("opt-in-status", (_, _) => "opt-in-not-required")
        .On("state", (_, _) => "available")
        .OnAny("message", (_, _) => [])
        .OnAny("parent-zone-id", (_, _) => [])
        .OnAny("parent-zone-name", (_, _) => []);

    public IEnumerable<string> FilterNames => Filters.Names;

    public override void Execute(Call call, ReplyWriter reply)
    {
        call.EndDryRun();
        call.Parameters.Flag("AllAvailabilityZones");
        var names = call.Parameters.Texts("ZoneName");
        var ids = call.Parameters.Texts("ZoneId");
        var passes = Filters.Read(call);
        var zones = call.Account.ZonesOf(call.Region)
            .Select(zone => new Zone(zone.Value, zone.Key))
            .OrderBy(zone => zone.Name, StringComparer.Ordinal).ToList();
        if (names.Except(zones.Select(zone => zone.Name)).Concat(ids.Except(zones.Select(zone => zone.Id))).FirstOrDefault() is { } unknown)
        {
            throw new AwsError("InvalidParameterValue", $"Invalid availability zone: [{unknown}]");
        }

        var wanted = zones.Where(zone => (names.Count == 0 || names.Contains(zone.Name)) && (ids.Count == 0 || ids.Contains(zone.Id))).Where(passes);
        reply.List("availabilityZoneInfo", wanted, zone =>
        {
            reply.Text("optInStatus", "opt-in-not-required");
            reply.List("messageSet", Array.Empty<string>(), _ => { });
            reply.Text("regionName", call.Region);
            reply.Text("zoneName", zone.Name);
            reply.Text("zoneId", zone.Id);
            reply.Text("groupName", GroupName(call));
            reply.Text("networkBorderGroup", call.Region);
            reply.Text("zoneType", "availability-zone");
            reply.Text("zoneState", "available");
        });
    }

    private static string GroupName(Call call) => call.Region + "-zg-1";

    private sealed record Zone(string Id, string Name) : IEntity
    {
        public string OwnerId => "";

        public DateTimeOffset? GoneAt => null;
    }
}
