using System.Globalization;
using System.Text.RegularExpressions;
using Portal.Domain.Networking;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Validation;

namespace Portal.Infrastructure.EndpointServices;

/// <summary>Finds everything that is wrong with the ports and targets of a service.</summary>
internal static partial class ListenerValidator
{
    private static readonly string[] Protocols = ["TCP", "UDP", "TCP_UDP"];

    // IP targets may lie in the VPC's own blocks or in these, never elsewhere (Network Load Balancer guide).
    private static readonly Ipv4Cidr[] PrivateBlocks =
        [Ipv4Cidr.Parse("10.0.0.0/8"), Ipv4Cidr.Parse("100.64.0.0/10"), Ipv4Cidr.Parse("172.16.0.0/12"), Ipv4Cidr.Parse("192.168.0.0/16")];

    // Behind an endpoint service a network load balancer has at most 50 listeners, and AWS does not raise that (PrivateLink quotas).
    private const int MostListeners = 50;

    // AWS begins with 1,000 a group and 3,000 a load balancer, and raises both.
    private const int MostTargetsOfGroup = 5_000;
    private const int MostTargets = 25_000;

    /// <summary>How many there are of everything, before any of it is looked at.</summary>
    public static void CheckCounts(IReadOnlyList<ListenerInput?> listeners, InputErrors errors)
    {
        if (!errors.AtMost(listeners.Count, MostListeners, "listeners", "listeners"))
        {
            return;
        }

        var all = 0;
        foreach (var (listener, index) in listeners.Select((listener, index) => (listener, index)))
        {
            var count = listener?.TargetGroup?.Targets?.Count ?? 0;
            all = Math.Min(all, MostTargets) + count;
            errors.AtMost(count, MostTargetsOfGroup, $"listeners[{index}].targetGroup.targets", "targets");
        }

        errors.Check(
            all <= MostTargets, "listeners", string.Create(CultureInfo.InvariantCulture, $"Give at most {MostTargets:N0} targets to all listeners together."));
    }

    public static void Check(IReadOnlyList<ListenerInput?> listeners, InputErrors errors)
    {
        errors.Check(listeners.Count > 0, "listeners", "Give at least one listener: the port that consumers connect to.");
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
        var reachable = new Ipv4CidrSet([.. PrivateBlocks, .. vpc.Cidrs.Where(text => Ipv4Cidr.TryParse(text, out _)).Select(Ipv4Cidr.Parse)]);
        foreach (
            var (target, field) in Targets(listeners).Where(target => target.Target is { Kind: "ip", Id: not null } && Ipv4Cidr.IsAddress(target.Target.Id)))
        {
            errors.Check(reachable.Contains(target!.Id!), $"{field}.id",
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
        group.Attributes?.Check($"{field}.attributes", errors);
        var targets = group.Targets ?? [];
        errors.Check(targets.Count > 0 || group.ManagedOutside == true, $"{field}.targets", "Give at least one target.");
        errors.Check(
            targets.Count == 0 || group.ManagedOutside != true, $"{field}.targets",
            "List no targets where they are managed outside of the portal: it would neither register nor keep them.");
        errors.Check(group.TargetKind is null or "ip" or "instance", $"{field}.targetKind", "Say ip or instance.");
        errors.Check(
            group.TargetKind is null || targets.All(target => target?.Kind is null || target.Kind == group.TargetKind), $"{field}.targetKind",
            "Leave it out, or say the kind of the targets that are listed.");
        HashSet<string?> kinds = [];
        HashSet<(string? Id, int? Port)> named = [];
        foreach (var (target, index) in targets.Select((target, index) => (target, index)))
        {
            kinds.Add(target?.Kind);
            Target(target, $"{field}.targets[{index}]", errors);
            errors.Check(named.Add((target?.Id, target?.Port)), $"{field}.targets[{index}]", $"{InputErrors.Shown(target?.Id)} is named twice.");
        }

        errors.Check(kinds.Count <= 1, $"{field}.targets", "Use one kind of target in a group: ip or instance.");
    }

    private static void Target(TargetInput? target, string field, InputErrors errors)
    {
        if (!errors.Check(target?.Kind is "ip" or "instance", $"{field}.kind", "Say ip or instance."))
        {
            return;
        }

        errors.Check(target!.Kind == "ip" ? Ipv4Cidr.IsAddress(target.Id) : AwsIds.IsInstanceId(target.Id), $"{field}.id",
            target.Kind == "ip"
                ? $"\"{InputErrors.Shown(target.Id)}\" is not an IPv4 address like 10.0.1.20."
                : $"\"{InputErrors.Shown(target.Id)}\" is not an instance id like i-0123456789abcdef0.");
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
        errors.OptionalName(check.Path, $"{field}.path", 1_024);
        errors.Check(check.Path is null || check.Path.StartsWith('/'), $"{field}.path", "A path begins with /.");
        errors.Check(check.IntervalSeconds is null or (>= 5 and <= 300), $"{field}.intervalSeconds", "Use 5 to 300 seconds.");
        errors.Check(check.TimeoutSeconds is null or (>= 2 and <= 120), $"{field}.timeoutSeconds", "Use 2 to 120 seconds.");
        var whole = check.ToHealthCheck().Whole;
        errors.Check(
            check.TimeoutSeconds is null || whole.TimeoutSeconds < whole.IntervalSeconds, $"{field}.timeoutSeconds",
            string.Create(CultureInfo.InvariantCulture, $"Use less than the interval of {whole.IntervalSeconds} seconds."));
        errors.Check(check.HealthyThreshold is null or (>= 2 and <= 10), $"{field}.healthyThreshold", "Use 2 to 10 checks.");
        errors.Check(check.UnhealthyThreshold is null or (>= 2 and <= 10), $"{field}.unhealthyThreshold", "Use 2 to 10 checks.");
        errors.Check(protocol != "TCP" || check.SuccessCodes is null, $"{field}.successCodes", "Success codes need HTTP or HTTPS.");
        errors.Check(
            check.SuccessCodes is null || SuccessCodes().IsMatch(check.SuccessCodes), $"{field}.successCodes",
            "Use codes from 200 to 599, such as 200, 200,202 or 200-399.");
        if (check.Port is not null)
        {
            Port(check.Port, $"{field}.port", errors, "Enter the port to check");
        }
    }

    [GeneratedRegex(@"^[2-5]\d\d(-[2-5]\d\d)?(,[2-5]\d\d(-[2-5]\d\d)?){0,50}\z", RegexOptions.CultureInvariant)]
    private static partial Regex SuccessCodes();

    private static void Protocol(string? protocol, string field, InputErrors errors) =>
        errors.Check(Protocols.Contains(protocol?.ToUpperInvariant()), field, "Use TCP, UDP or TCP_UDP.");

    private static bool Port(int? port, string field, InputErrors errors, string what) =>
        errors.Check(port is >= 1 and <= 65_535, field,
            $"{what}: 1 to 65535{(port is null ? "" : string.Create(CultureInfo.InvariantCulture, $", not {port}"))}.");
}
