using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;

namespace Portal.Sandbox.LoadBalancers.Listeners;

/// <summary>Writes listeners the way AWS shows them.</summary>
internal static class ListenerReply
{
    public static void Write(ReplyWriter reply, Listener listener)
    {
        reply.Text("ListenerArn", listener.Id);
        reply.Text("LoadBalancerArn", listener.LoadBalancerArn);
        reply.Number("Port", listener.Port);
        reply.Text("Protocol", listener.Protocol);
        if (listener.CertificateArn is not null)
        {
            reply.List("Certificates", [listener.CertificateArn], arn => reply.Text("CertificateArn", arn));
        }

        reply.Text("SslPolicy", listener.SslPolicy);
        reply.List("DefaultActions", [listener.TargetGroupArn], arn =>
        {
            reply.Text("Type", "forward");
            reply.Text("TargetGroupArn", arn);
            reply.Number("Order", 1);
            reply.Structure("ForwardConfig", () =>
            {
                reply.List("TargetGroups", [arn], group => reply.Text("TargetGroupArn", group));
                reply.Structure("TargetGroupStickinessConfig", () => reply.Flag("Enabled", false));
            });
        });
        if (listener.AlpnPolicy is not null)
        {
            reply.Texts("AlpnPolicy", [listener.AlpnPolicy]);
        }
    }
}
