using System.Globalization;
using Portal.Domain.Networking;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Validation;

namespace Portal.Infrastructure.EndpointServices;

/// <summary>Finds everything that is wrong with the ports and targets of a service.</summary>
internal static class ListenerValidator
{
    private static readonly string[] Protocols = ["TCP", "UDP", "TCP_UDP"];

    // IP targets may lie in the VPC's own blocks or in these, never elsewhere (Network Load Balancer guide).
    private static readonly Ipv4Cidr[] PrivateBlocks =
        [Ipv4Cidr.Parse("10.0.0.0/8"), Ipv4Cidr.Parse("100.64.0.0/10"), Ipv4Cidr.Parse("172.16.0.0/12"), Ipv4Cidr.Parse("192.168.0.0/16")];

    public static void Check(IReadOnlyList<ListenerInput?> listeners, int most, InputErrors errors)
    {
        errors.Check(listeners.Count > 0, "listeners", "Give at least one listener: the port that consumers connect to.");
        errors.Check(listeners.Count <= most, "listeners", $"A service can have at most {most} listeners.");
        HashSet<int> ports = [];
        foreach (var (listener, index) in listeners.Select((listener, index) => (listener, index)))
        {
            var field = $"listeners[{index}]";
            if (!errors.Check(listener is not null, field, "Give a protocol, a port and a target group."))
            {
                continue;
            }

            Protocol(listener!.Protocol, $"{field}.protocol", errors);
            if (Port(listener.Port, $"{field}.port", errors, "Enter the port that consumers connect to"))
            {
                errors.Check(ports.Add(listener.Port!.Value), $"{field}.port", $"Port {listener.Port} has a listener already.");
            }

            Group(listener, $"{field}.targetGroup", errors);
        }
    }

    public static void CheckTargets(VpcFacts vpc, IReadOnlyList<ListenerInput?> listeners, InputErrors errors)
    {
        foreach (var (target, field) in Targets(listeners).Where(target => target.Target is { Kind: "ip", Id: not null } && Ipv4Cidr.IsAddress(target.Target.Id)))
        {
            errors.Check(vpc.Contains(target!.Id!) || PrivateBlocks.Any(block => block.Contains(target.Id!)), $"{field}.id",
                $"{target.Id} is a public address. A target lies in the VPC or in a private network behind it.");
        }
    }

    private static IEnumerable<(TargetInput? Target, string Field)> Targets(IReadOnlyList<ListenerInput?> listeners) =>
        listeners.SelectMany((listener, index) => (listener?.TargetGroup?.Targets ?? [])
            .Select((target, number) => (target, $"listeners[{index}].targetGroup.targets[{number}]")));

    private static void Group(ListenerInput listener, string field, InputErrors errors)
    {
        if (!errors.Check(listener.TargetGroup is not null, field, "Give the target group: the hosts that serve this port."))
        {
            return;
        }

        var group = listener.TargetGroup!;
        if (group.Protocol is not null)
        {
            Protocol(group.Protocol, $"{field}.protocol", errors);
            errors.Check(string.Equals(group.Protocol, listener.Protocol, StringComparison.OrdinalIgnoreCase), $"{field}.protocol",
                "Use the listener's protocol; AWS forwards only between equal ones.");
        }

        if (group.Port is not null)
        {
            Port(group.Port, $"{field}.port", errors, "Enter the port that the targets listen on");
        }

        Health(group.HealthCheck, $"{field}.healthCheck", errors);
        var targets = group.Targets ?? [];
        errors.Check(targets.Count > 0, $"{field}.targets", "Give at least one target.");
        errors.Check(targets.Select(target => target?.Kind).Distinct().Count() <= 1, $"{field}.targets", "Use one kind of target in a group: ip or instance.");
        foreach (var (target, index) in targets.Select((target, index) => (target, index)))
        {
            Target(target, $"{field}.targets[{index}]", errors);
            errors.Check(targets.Take(index).All(earlier => earlier?.Id != target?.Id || earlier?.Port != target?.Port), $"{field}.targets[{index}]", $"{target?.Id} is named twice.");
        }
    }

    private static void Target(TargetInput? target, string field, InputErrors errors)
    {
        if (!errors.Check(target?.Kind is "ip" or "instance", $"{field}.kind", "Say ip or instance."))
        {
            return;
        }

        errors.Check(target!.Kind == "ip" ? Ipv4Cidr.IsAddress(target.Id) : AwsIds.IsInstanceId(target.Id), $"{field}.id",
            target.Kind == "ip" ? $"\"{target.Id}\" is not an IPv4 address like 10.0.1.20." : $"\"{target.Id}\" is not an instance id like i-0123456789abcdef0.");
        if (target.Port is not null)
        {
            Port(target.Port, $"{field}.port", errors, "Enter the port that this target listens on");
        }
    }

    private static void Health(HealthCheckInput? check, string field, InputErrors errors)
    {
        if (check is null)
        {
            return;
        }

        var protocol = check.Protocol?.ToUpperInvariant() ?? "TCP";
        errors.Check(protocol is "TCP" or "HTTP" or "HTTPS", $"{field}.protocol", "Use TCP, HTTP or HTTPS.");
        errors.Check(protocol != "TCP" || check.Path is null, $"{field}.path", "A path needs HTTP or HTTPS.");
        errors.Optional(check.Path, $"{field}.path", 1_024);
        errors.Check(check.Path is null || check.Path.StartsWith('/'), $"{field}.path", "A path begins with /.");
        errors.Check(check.IntervalSeconds is null or (>= 5 and <= 300), $"{field}.intervalSeconds", "Use 5 to 300 seconds.");
        if (check.Port is not null)
        {
            Port(check.Port, $"{field}.port", errors, "Enter the port to check");
        }
    }

    private static void Protocol(string? protocol, string field, InputErrors errors) =>
        errors.Check(Protocols.Contains(protocol?.ToUpperInvariant()), field, "Use TCP, UDP or TCP_UDP.");

    private static bool Port(int? port, string field, InputErrors errors, string what) =>
        errors.Check(port is >= 1 and <= 65_535, field,
            $"{what}: 1 to 65535{(port is null ? "" : string.Create(CultureInfo.InvariantCulture, $", not {port}"))}.");
}
