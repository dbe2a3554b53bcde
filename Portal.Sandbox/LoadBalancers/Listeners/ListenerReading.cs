using Portal.Sandbox.LoadBalancers.TargetGroups;
using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;

namespace Portal.Sandbox.LoadBalancers.Listeners;

/// <summary>Reads the settings of a listener from a request, and refuses those that a Network Load Balancer cannot have.</summary>
internal static class ListenerReading
{
    private const string DefaultSslPolicy = "ELBSecurityPolicy-2016-08";

    private static readonly IReadOnlyList<string> Protocols = ["TCP", "TLS", "UDP", "TCP_UDP"];
    private static readonly IReadOnlyList<string> AlpnPolicies = ["HTTP1Only", "HTTP2Only", "HTTP2Optional", "HTTP2Preferred", "None"];

    /// <summary>What the request says on top of the listener as it was, which a new one does not have.</summary>
    public static Listener Read(Call call, LoadBalancer balancer, string id, Listener? before)
    {
        var parameters = call.Parameters;
        var protocol = Protocol(parameters) ?? before?.Protocol ?? throw ElbErrors.Validation("A listener protocol must be specified");
        var port = parameters.Number("Port", 1, 65535) ?? before?.Port ?? throw ElbErrors.Validation("A listener port must be specified");
        var groupArn = ForwardedTo(parameters) ?? before?.TargetGroupArn ?? throw CommonErrors.MissingParameter(AwsApi.ElasticLoadBalancing, "DefaultActions");
        var listener = new Listener
        {
            Id = id,
            OwnerId = call.AccountId,
            Region = call.Region,
            LoadBalancerArn = balancer.Id,
            Protocol = protocol,
            Port = port,
            TargetGroupArn = groupArn,
            ForwardsSince = before?.TargetGroupArn == groupArn ? before.ForwardsSince : call.Now,
            CertificateArn = Certificate(parameters, protocol) ?? (protocol == "TLS" ? before?.CertificateArn : null),
            SslPolicy = SslPolicy(parameters, protocol) ?? (protocol == "TLS" ? before?.SslPolicy ?? DefaultSslPolicy : null),
            AlpnPolicy = AlpnPolicy(parameters, protocol) ?? (protocol == "TLS" ? before?.AlpnPolicy : null),
        };
        Check(call, balancer, listener);
        return listener;
    }

    private static string? Protocol(QueryParameters parameters) =>
        parameters.Text("Protocol") is not { Length: > 0 } protocol
            ? null
            : Protocols.Contains(protocol) ? protocol
            : throw ElbErrors.Validation($"Listener protocol '{protocol}' must be one of '{string.Join(", ", Protocols)}'");

    private static string? ForwardedTo(QueryParameters parameters)
    {
        var actions = parameters.Items("DefaultActions");
        if (actions.Count == 0)
        {
            return null;
        }

        if (actions.Count > 1)
        {
            throw ElbErrors.Validation("A listener of a network load balancer must have exactly one default action");
        }

        if (actions[0].Required("Type") is var type && type != "forward")
        {
            throw new AwsError("InvalidLoadBalancerAction", $"Listeners of network load balancers cannot have actions of type '{type}'");
        }

        var groups = actions[0].Structure("ForwardConfig")?.Items("TargetGroups").Select(group => group.Required("TargetGroupArn")).ToList() ?? [];
        return (actions[0].Text("TargetGroupArn"), groups) switch
        {
            (_, { Count: > 1 }) => throw ElbErrors.NotSimulated("listeners that forward to several target groups"),
            ({ Length: > 0 } arn, { Count: 1 }) when groups[0] != arn => throw ElbErrors.Validation(
                "The target group ARN and the forward configuration must name the same target group"),
            ({ Length: > 0 } arn, _) => arn,
            (_, { Count: 1 }) => groups[0],
            _ => throw ElbErrors.Validation("A target group ARN must be specified"),
        };
    }

    private static string? Certificate(QueryParameters parameters, string protocol)
    {
        var certificates = parameters.Items("Certificates").Select(certificate => certificate.Required("CertificateArn")).ToList();
        return certificates switch
        {
            [] => null,
            _ when protocol != "TLS" => throw ElbErrors.Validation($"A certificate cannot be specified for {protocol} listeners"),
            [var arn] => IsCertificate(arn) ? arn : throw new AwsError("CertificateNotFound", $"Certificate '{arn}' not found"),
            _ => throw ElbErrors.Validation("Exactly one certificate must be specified"),
        };
    }

    private static bool IsCertificate(string arn) =>
        (arn.StartsWith("arn:aws:acm:", StringComparison.Ordinal) && arn.Contains(":certificate/", StringComparison.Ordinal))
        || (arn.StartsWith("arn:aws:iam::", StringComparison.Ordinal) && arn.Contains(":server-certificate/", StringComparison.Ordinal));

    private static string? SslPolicy(QueryParameters parameters, string protocol) => parameters.Text("SslPolicy") switch
    {
        null or "" => null,
        _ when protocol != "TLS" => throw ElbErrors.Validation($"An SSL policy cannot be specified for {protocol} listeners"),
        var policy when policy.StartsWith("ELBSecurityPolicy-", StringComparison.Ordinal) => policy,
        var policy => throw new AwsError("SSLPolicyNotFound", $"SSL policy '{policy}' not found"),
    };

    private static string? AlpnPolicy(QueryParameters parameters, string protocol) => parameters.Texts("AlpnPolicy") switch
    {
        [] => null,
        _ when protocol != "TLS" => throw ElbErrors.Validation($"An ALPN policy cannot be specified for {protocol} listeners"),
        [var policy] when AlpnPolicies.Contains(policy) => policy,
        var policies => throw new AwsError("ALPNPolicyNotFound", $"ALPN policy '{string.Join(", ", policies)}' not found"),
    };

    private static void Check(Call call, LoadBalancer balancer, Listener listener)
    {
        if (listener is { Protocol: "TLS", CertificateArn: null })
        {
            throw ElbErrors.Validation("A certificate must be specified for TLS listeners");
        }

        if (!ElbArns.IsTargetGroup(listener.TargetGroupArn))
        {
            throw ElbErrors.Validation($"'{listener.TargetGroupArn}' is not a valid target group ARN");
        }

        var group = call.FindTargetGroup(listener.TargetGroupArn) ?? throw ElbErrors.TargetGroupNotFound(listener.TargetGroupArn);
        if (!Fits(listener.Protocol, group.Protocol))
        {
            throw new AwsError(
                "IncompatibleProtocols",
                $"The protocol '{group.Protocol}' of the target group '{group.Id}' is not compatible with the listener protocol '{listener.Protocol}'");
        }

        if (group.VpcId != balancer.VpcId)
        {
            throw ElbErrors.InvalidConfiguration($"The target group '{group.Id}' is in another VPC than the load balancer '{balancer.Id}'");
        }

        if (TargetGroupReply.LoadBalancersOf(call, group).Any(arn => arn != balancer.Id))
        {
            throw ElbErrors.TargetGroupElsewhere(group.Id);
        }
    }

    private static bool Fits(string listener, string group) => (listener, group) switch
    {
        ("TCP", "TCP" or "TCP_UDP") or ("UDP", "UDP" or "TCP_UDP") or ("TLS", "TCP" or "TLS") or ("TCP_UDP", "TCP_UDP") => true,
        _ => false,
    };
}
