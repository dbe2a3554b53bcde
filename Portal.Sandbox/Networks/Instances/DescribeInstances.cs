using System.Globalization;
using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;

namespace Portal.Sandbox.Networks.Instances;

/// <summary>Lists the caller's instances, each in a reservation of its own.</summary>
internal sealed class DescribeInstances : Listing<Instance>
{
    protected override string ListName => "reservationSet";

    protected override (string Parameter, IdKind Kind)? Ids => ("InstanceId", IdKind.Instance);

    protected override FilterSet<Instance> Filters { get; } = new FilterSet<Instance>()
        .On("instance-id", (_, instance) => instance.Id)
        .On("vpc-id", (_, instance) => instance.VpcId)
        .On("subnet-id", (_, instance) => instance.SubnetId)
        .On("owner-id", (_, instance) => instance.OwnerId)
        .On("reservation-id", (_, instance) => instance.ReservationId)
        .On("client-token", (_, instance) => instance.ClientToken)
        .On("image-id", (_, instance) => instance.ImageId)
        .On("private-ip-address", (_, instance) => instance.PrivateIp)
        .On("private-dns-name", (_, instance) => InstanceWriting.DnsName(instance))
        .On("instance-type", (_, instance) => instance.InstanceType)
        .On("instance-state-name", (call, instance) => instance.StateAt(call.Now))
        .On("instance-state-code", (call, instance) => InstanceWriting.CodeOf(instance.StateAt(call.Now)).ToString(CultureInfo.InvariantCulture))
        .On("availability-zone", InstanceWriting.ZoneName)
        .On("tenancy", (_, _) => "default")
        .On("network-interface.network-interface-id", (_, instance) => instance.NetworkInterfaceId)
        .On("network-interface.addresses.private-ip-address", (_, instance) => instance.PrivateIp)
        .On("network-interface.subnet-id", (_, instance) => instance.SubnetId)
        .On("network-interface.vpc-id", (_, instance) => instance.VpcId)
        .OnAny("network-interface.group-id", (_, instance) => instance.SecurityGroupIds)
        .OnAny("instance.group-id", (_, instance) => instance.SecurityGroupIds)
        .OnAny("instance.group-name", (call, instance) => instance.SecurityGroupIds.Select(id => call.Store.SecurityGroups.Find(id)?.Name));

    protected override IEnumerable<Instance> Visible(Call call) =>
        call.Store.Instances.OwnedBy(call.AccountId).Where(instance => instance.Region == call.Region);

    protected override void ReadMore(Call call) => call.Parameters.Flag("IncludeManagedResources");

    protected override void Write(Call call, ReplyWriter reply, Instance instance) => reply.Reservation(call, [instance]);
}
