using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;
using Portal.Sandbox.Storage;
using Portal.Sandbox.Tags;

namespace Portal.Sandbox.Networks.Interfaces;

/// <summary>Lists the caller's network interfaces, also those that AWS made for its endpoints and load balancers.</summary>
internal sealed class DescribeNetworkInterfaces : Listing<NetworkInterface>
{
    private const string Aws = "amazon-aws";

    protected override string ListName => "networkInterfaceSet";

    protected override (string Parameter, IdKind Kind)? Ids => ("NetworkInterfaceId", IdKind.NetworkInterface);

    protected override FilterSet<NetworkInterface> Filters { get; } = new FilterSet<NetworkInterface>()
        .On("network-interface-id", (_, card) => card.Id)
        .On("vpc-id", (_, card) => card.VpcId)
        .On("subnet-id", (_, card) => card.SubnetId)
        .On("owner-id", (_, card) => card.OwnerId)
        .On("description", (_, card) => card.Description)
        .On("interface-type", (_, card) => card.InterfaceType)
        .On("private-ip-address", (_, card) => card.PrivateIp)
        .On("addresses.private-ip-address", (_, card) => card.PrivateIp)
        .On("addresses.primary", (_, _) => "true")
        .On("mac-address", (_, card) => card.MacAddress)
        .On("requester-id", (_, card) => card.IsManaged ? Aws : null)
        .On("source-dest-check", (_, card) => card.IsManaged ? "false" : "true")
        .On("attachment.attachment-id", (_, card) => AttachmentId(card))
        .On("attachment.instance-owner-id", (_, card) => card.IsManaged ? Aws : card.OwnerId)
        .On("attachment.device-index", (_, card) => card.IsManaged ? "1" : "0")
        .On("attachment.delete-on-termination", (_, card) => card.IsManaged ? "false" : "true")
        .On("attachment.status", (_, _) => "attached")
        .OnAny("group-name", (call, card) => card.SecurityGroupIds.Select(id => call.Store.SecurityGroups.Find(id)?.Name))
        .OnAny("ipv6-addresses.ipv6-address", (_, _) => [])
        .OnAny("addresses.association.owner-id", (_, _) => [])
        .OnAny("addresses.association.public-ip", (_, _) => [])
        .OnAny("association.allocation-id", (_, _) => [])
        .OnAny("association.association-id", (_, _) => [])
        .OnAny("association.ip-owner-id", (_, _) => [])
        .OnAny("association.public-dns-name", (_, _) => [])
        .OnAny("association.public-ip", (_, _) => [])
        .OnAny("private-dns-name", (_, _) => [])
        .On("availability-zone", (call, card) => call.Account.ZoneName(card.ZoneId))
        .On("availability-zone-id", (_, card) => card.ZoneId)
        .On("requester-managed", (_, card) => card.IsManaged ? "true" : "false")
        .On("status", (_, _) => "in-use")
        .On("attachment.instance-id", (_, card) => card.IsManaged ? null : card.ServesId)
        .OnAny("group-id", (_, card) => card.SecurityGroupIds);

    protected override Func<Store, string, NetworkInterface?> ById => (store, id) => store.NetworkInterfaces.Find(id);

    protected override bool IsHere(Call call, NetworkInterface row) => row.Region == call.Region && (row.GoneAt is not { } end || end > call.Now);

    protected override IEnumerable<NetworkInterface> Visible(Call call) =>
        call.Store.NetworkInterfaces.OwnedBy(call.AccountId, call.PageAfter).There(call.Now).Where(card => card.Region == call.Region);

    protected override void ReadMore(Call call) => call.Parameters.Flag("IncludeManagedResources");

    protected override void Write(Call call, ReplyWriter reply, NetworkInterface card)
    {
        reply.Text("networkInterfaceId", card.Id);
        reply.Text("subnetId", card.SubnetId);
        reply.Text("vpcId", card.VpcId);
        reply.Text("availabilityZone", call.Account.ZoneName(card.ZoneId));
        reply.Text("availabilityZoneId", card.ZoneId);
        reply.Text("description", card.Description);
        reply.Text("ownerId", card.OwnerId);
        reply.Text("requesterId", card.IsManaged ? Aws : null);
        reply.Flag("requesterManaged", card.IsManaged);
        reply.Text("status", "in-use");
        reply.Text("macAddress", card.MacAddress);
        reply.Text("privateIpAddress", card.PrivateIp);
        reply.Flag("sourceDestCheck", !card.IsManaged);
        reply.List("groupSet", card.SecurityGroupIds, id => WriteGroup(call, reply, id));
        reply.Structure("attachment", () => WriteAttachment(reply, card));
        reply.Tags(call, card.Id);
        reply.List("privateIpAddressesSet", [card.PrivateIp], address =>
        {
            reply.Text("privateIpAddress", address);
            reply.Flag("primary", true);
        });
        reply.List("ipv6AddressesSet", Array.Empty<string>(), _ => { });
        reply.Text("interfaceType", card.InterfaceType);
    }

    internal static void WriteGroup(Call call, ReplyWriter reply, string id)
    {
        reply.Text("groupId", id);
        reply.Text("groupName", call.Store.SecurityGroups.Find(id)?.Name);
    }

    internal static string AttachmentId(NetworkInterface card) =>
        (card.IsManaged ? "ela-attach-" : "eni-attach-") + card.Id[IdKind.NetworkInterface.Prefix.Length..];

    private static void WriteAttachment(ReplyWriter reply, NetworkInterface card)
    {
        reply.Text("attachmentId", AttachmentId(card));
        reply.Text("instanceId", card.IsManaged ? null : card.ServesId);
        reply.Text("instanceOwnerId", card.IsManaged ? Aws : card.OwnerId);
        reply.Number("deviceIndex", card.IsManaged ? 1 : 0);
        reply.Text("status", "attached");
        reply.Time("attachTime", card.CreatedAt);
        reply.Flag("deleteOnTermination", !card.IsManaged);
    }
}
