using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;

namespace Portal.Sandbox.LoadBalancers.Targets;

/// <summary>Shows the health of all targets of a group, or of those that are named, registered or not.</summary>
internal sealed class DescribeTargetHealth : ElasticLoadBalancingOperation
{
    public override void Execute(Call call, ReplyWriter reply)
    {
        var group = call.RequiredTargetGroup();
        var named = TargetReading.Named(call.Parameters, group);
        var shown = named.Count == 0
            ? call.Store.TargetsByGroup[group.Id].Select(target => (target.TargetId, target.Port, Registered: (Target?)target))
            : named.Select(target => (target.Id, target.Port, Registered: call.Store.Targets.Find(Target.IdOf(group.Id, target.Id, target.Port))));
        reply.List("TargetHealthDescriptions", shown, target => Write(call, reply, group, target.Item1, target.Port, target.Registered));
    }

    private static void Write(Call call, ReplyWriter reply, TargetGroup group, string id, int port, Target? registered)
    {
        reply.Structure("Target", () =>
        {
            reply.Text("Id", id);
            reply.Number("Port", port);
            reply.Text("AvailabilityZone", ZoneName(call, group, registered));
        });
        var health = registered is null ? TargetHealth.NotRegistered : TargetHealth.Of(call, group, registered);
        if (registered is not null)
        {
            reply.Number("HealthCheckPort", group.HealthCheck.PortOf(port));
        }

        reply.Structure("TargetHealth", () =>
        {
            reply.Text("State", health.State);
            reply.Text("Reason", health.Reason);
            reply.Text("Description", health.Description);
        });
    }

    /// <summary>Only addresses are shown with a zone; where an instance is, AWS knows and does not say.</summary>
    private static string? ZoneName(Call call, TargetGroup group, Target? registered) => registered switch
    {
        null => null,
        _ when group.TargetType == TargetGroup.Instances => null,
        { ZoneId: { } zone } => call.Account.ZoneName(zone),
        _ => "all",
    };
}
