using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;

namespace Portal.Sandbox.LoadBalancers;

/// <summary>Sets some attributes of one load balancer and shows all.</summary>
internal sealed class ModifyLoadBalancerAttributes : ElasticLoadBalancingOperation
{
    public override void Execute(Call call, ReplyWriter reply)
    {
        var balancer = call.RequiredLoadBalancer();
        balancer = balancer with { Attributes = LoadBalancerAttributes.Table.Change(balancer.Attributes, call.Parameters) };
        if (LoadBalancerAttributes.Of(balancer) is var attributes && attributes["access_logs.s3.enabled"] == "true")
        {
            throw ElbErrors.InvalidConfiguration($"Access Denied for bucket: {attributes["access_logs.s3.bucket"]}. Please check S3bucket permission");
        }

        call.Store.LoadBalancers.Put(balancer);
        call.Touched(balancer.Id);
        LoadBalancerAttributes.Table.Write(reply, balancer.Attributes);
    }
}
