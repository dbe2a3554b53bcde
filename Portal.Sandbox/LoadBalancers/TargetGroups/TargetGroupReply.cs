using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;

namespace Portal.Sandbox.LoadBalancers.TargetGroups;

/// <summary>Writes target groups the way AWS shows them.</summary>
internal static class TargetGroupReply
{
    public static void Write(Call call, ReplyWriter reply, TargetGroup group)
    {
        reply.Text("TargetGroupArn", group.Id);
        reply.Text("TargetGroupName", group.Name);
        reply.Text("Protocol", group.Protocol);
        reply.Number("Port", group.Port);
        reply.Text("VpcId", group.VpcId);
        group.HealthCheck.Write(reply);
        reply.Texts("LoadBalancerArns", LoadBalancersOf(call, group));
        reply.Text("TargetType", group.TargetType);
        reply.Text("ProtocolVersion", group.IsHttp ? "HTTP1" : null);
        reply.Text("IpAddressType", "ipv4");
    }

    /// <summary>A group serves a load balancer through the listeners that forward to it.</summary>
    public static IEnumerable<string> LoadBalancersOf(Call call, TargetGroup group) =>
        call.Store.ListenersByTargetGroup[group.Id].Select(listener => listener.LoadBalancerArn).Distinct();
}
