using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Tags;

namespace Portal.Sandbox.Networks;

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
        .On("private-ip-address", (_, instance) => instance.PrivateIp)
        .On("instance-type", (_, instance) => instance.InstanceType)
        .On("instance-state-name", (_, _) => "running")
        .On("instance-state-code", (_, _) => "16")
        .On("availability-zone", (call, instance) => ZoneName(call, instance))
        .OnAny("instance.group-id", (_, instance) => instance.SecurityGroupIds);

    protected override IEnumerable<Instance> Visible(Call call) => call.Store.Instances.OwnedBy(call.AccountId).Where(instance => instance.Region == call.Region);

    protected override void ReadMore(Call call) => call.Parameters.Flag("IncludeManagedResources");

    protected override void Write(Call call, ReplyWriter reply, Instance instance)
    {
        reply.Text("reservationId", "r-" + instance.Id["i-".Length..]);
        reply.Text("ownerId", instance.OwnerId);
        reply.List("groupSet", Array.Empty<string>(), _ => { });
        reply.List("instancesSet", [instance], one => WriteInstance(call, reply, one));
    }

    private static void WriteInstance(Call call, ReplyWriter reply, Instance instance)
    {
        reply.Text("instanceId", instance.Id);
        reply.Structure("instanceState", () =>
        {
            reply.Number("code", 16);
            reply.Text("name", "running");
        });
        reply.Text("instanceType", instance.InstanceType);
        reply.Time("launchTime", instance.LaunchedAt);
        reply.Structure("placement", () =>
        {
            reply.Text("availabilityZone", ZoneName(call, instance));
            reply.Text("tenancy", "default");
        });
        reply.Text("subnetId", instance.SubnetId);
        reply.Text("vpcId", instance.VpcId);
        reply.Text("privateIpAddress", instance.PrivateIp);
        reply.List("groupSet", instance.SecurityGroupIds, id => DescribeNetworkInterfaces.WriteGroup(call, reply, id));
        reply.Tags(call, instance.Id);
    }

    private static string? ZoneName(Call call, Instance instance) => call.Store.Subnets.Find(instance.SubnetId) is { } subnet ? call.Account.ZoneName(subnet.ZoneId) : null;
}
