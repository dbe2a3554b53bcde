using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;

namespace Portal.Sandbox.LoadBalancers.TargetGroups;

/// <summary>Makes a target group; asked again with the same name and settings, it shows the one that exists.</summary>
internal sealed class CreateTargetGroup : ElasticLoadBalancingOperation
{
    public override void Execute(Call call, ReplyWriter reply)
    {
        var wanted = Read(call);
        var tags = ElbTags.Read(call);
        var group = call.OwnTargetGroups().FirstOrDefault(group => group.Name == wanted.Name);
        if (group is null)
        {
            group = wanted;
            call.Store.TargetGroups.Put(group);
            ElbTags.Put(call, group.Id, tags);
        }
        else if (group != wanted with { Id = group.Id, Attributes = group.Attributes })
        {
            throw ElbErrors.TargetGroupExists(wanted.Name);
        }

        call.Touched(group.Id);
        reply.List("TargetGroups", [group], one => TargetGroupReply.Write(call, reply, one));
    }

    private static TargetGroup Read(Call call)
    {
        var parameters = call.Parameters;
        var name = parameters.NewName("Target group");
        var type = parameters.OneOf("TargetType", "instance", "ip", "lambda", "alb") ?? TargetGroup.Instances;
        var protocol = parameters.OneOf("Protocol", "HTTP", "HTTPS", "TCP", "TLS", "UDP", "TCP_UDP", "GENEVE", "QUIC", "TCP_QUIC");
        var port = parameters.Number("Port", 1, 65535);
        var vpcId = parameters.Text("VpcId");
        var addresses = parameters.OneOf("IpAddressType", "ipv4", "ipv6") ?? "ipv4";
        if (type is not (TargetGroup.Instances or TargetGroup.Addresses) || protocol is "GENEVE" or "QUIC" or "TCP_QUIC" || addresses != "ipv4")
        {
            throw ElbErrors.NotSimulated("target groups other than for instances and IPv4 addresses with HTTP, HTTPS, TCP, TLS, UDP or TCP_UDP");
        }

        return new()
        {
            Id = ElbArns.TargetGroup(call, name, ElbArns.NewHash()),
            OwnerId = call.AccountId,
            Region = call.Region,
            Name = name,
            VpcId = FindVpc(call, string.IsNullOrEmpty(vpcId) ? throw ElbErrors.Validation("A VPC ID must be specified") : vpcId),
            Protocol = protocol ?? throw ElbErrors.Validation("A protocol must be specified"),
            Port = port ?? throw ElbErrors.Validation("A port must be specified"),
            TargetType = type,
            HealthCheck = HealthCheckReading.Read(parameters, protocol, type, null),
        };
    }

    private static string FindVpc(Call call, string id) =>
        call.Store.Vpcs.Find(id) is { } vpc && call.Owns(vpc, vpc.Region) ? id : throw ElbErrors.Validation($"The VPC ID '{id}' is not found");
}
