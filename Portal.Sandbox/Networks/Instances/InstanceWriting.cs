using Portal.Sandbox.Networks.Interfaces;
using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;
using Portal.Sandbox.Tags;

namespace Portal.Sandbox.Networks.Instances;

/// <summary>How EC2 shows instances, each launch as a reservation.</summary>
internal static class InstanceWriting
{
    public static int CodeOf(string state) => state switch
    {
        "pending" => 0,
        Instance.Running => 16,
        Instance.ShuttingDown => 32,
        Instance.Terminated => 48,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Not a state of an instance."),
    };

    public static void Reservation(this ReplyWriter reply, Call call, IReadOnlyList<Instance> instances, string? state = null)
    {
        reply.Text("reservationId", instances[0].ReservationId);
        reply.Text("ownerId", instances[0].OwnerId);
        reply.List("groupSet", Array.Empty<string>(), _ => { });
        reply.List("instancesSet", instances, instance => Write(reply, call, instance, state ?? instance.StateAt(call.Now)));
    }

    public static void State(this ReplyWriter reply, string name, string state) => reply.Structure(name, () =>
    {
        reply.Number("code", CodeOf(state));
        reply.Text("name", state);
    });

    public static string? ZoneName(Call call, Instance instance) =>
        call.Store.Subnets.Find(instance.SubnetId) is { } subnet ? call.Account.ZoneName(subnet.ZoneId) : null;

    public static string DnsName(Instance instance) =>
        $"ip-{instance.PrivateIp.Replace('.', '-')}.{(instance.Region == "us-east-1" ? "ec2" : instance.Region + ".compute")}.internal";

    private static void Write(ReplyWriter reply, Call call, Instance instance, string state)
    {
        var isThere = state is not (Instance.ShuttingDown or Instance.Terminated);
        reply.Text("instanceId", instance.Id);
        reply.Text("imageId", instance.ImageId);
        reply.State("instanceState", state);
        reply.Text("instanceType", instance.InstanceType);
        reply.Number("amiLaunchIndex", 0);
        reply.Text("clientToken", instance.ClientToken ?? "");
        reply.Time("launchTime", instance.LaunchedAt);
        reply.Structure("placement", () =>
        {
            reply.Text("availabilityZone", ZoneName(call, instance));
            reply.Text("groupName", "");
            reply.Text("tenancy", "default");
        });
        reply.Structure("monitoring", () => reply.Text("state", "disabled"));
        reply.Text("subnetId", isThere ? instance.SubnetId : null);
        reply.Text("vpcId", isThere ? instance.VpcId : null);
        reply.Text("privateDnsName", isThere ? DnsName(instance) : "");
        reply.Text("privateIpAddress", isThere ? instance.PrivateIp : null);
        reply.Flag("sourceDestCheck", isThere ? true : null);
        reply.List("groupSet", isThere ? instance.SecurityGroupIds : [], id => DescribeNetworkInterfaces.WriteGroup(call, reply, id));
        reply.List(
            "networkInterfaceSet",
            isThere && call.Store.NetworkInterfaces.Find(instance.NetworkInterfaceId) is { } card ? [card] : Array.Empty<NetworkInterface>(),
            one => WriteCard(reply, call, one));
        reply.Text("rootDeviceType", "ebs");
        reply.Text("rootDeviceName", "/dev/xvda");
        reply.Text("virtualizationType", "hvm");
        reply.Text("hypervisor", "xen");
        reply.Tags(call, instance.Id);
    }

    private static void WriteCard(ReplyWriter reply, Call call, NetworkInterface card)
    {
        reply.Text("networkInterfaceId", card.Id);
        reply.Text("subnetId", card.SubnetId);
        reply.Text("vpcId", card.VpcId);
        reply.Text("description", card.Description);
        reply.Text("ownerId", card.OwnerId);
        reply.Text("status", "in-use");
        reply.Text("macAddress", card.MacAddress);
        reply.Text("privateIpAddress", card.PrivateIp);
        reply.Flag("sourceDestCheck", true);
        reply.List("groupSet", card.SecurityGroupIds, id => DescribeNetworkInterfaces.WriteGroup(call, reply, id));
        reply.Structure("attachment", () =>
        {
            reply.Text("attachmentId", DescribeNetworkInterfaces.AttachmentId(card));
            reply.Number("deviceIndex", 0);
            reply.Text("status", "attached");
            reply.Time("attachTime", card.CreatedAt);
            reply.Flag("deleteOnTermination", true);
        });
        reply.List("privateIpAddressesSet", [card.PrivateIp], address =>
        {
            reply.Text("privateIpAddress", address);
            reply.Flag("primary", true);
        });
        reply.Text("interfaceType", card.InterfaceType);
    }
}
