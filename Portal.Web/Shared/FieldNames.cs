using System.Globalization;
using System.Text.RegularExpressions;

namespace Portal.Web.Shared;

/// <summary>What the fields of forms are called on the page, by the paths under which commands know them.</summary>
internal static partial class FieldNames
{
    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["accountId"] = "AWS account",
        ["vpcId"] = "VPC",
        ["subnetIds"] = "Subnets",
        ["securityGroupIds"] = "Security groups",
        ["justification"] = "What it is for",
        ["endsAt"] = "End",
        ["externalReference"] = "Your reference",
        ["privateDns"] = "Private DNS",
        ["privateDnsName"] = "Private DNS name",
        ["visibility"] = "Who finds it in the catalogue",
        ["autoApproval"] = "Whose requests need no decision",
        ["listeners"] = "Port",
        ["targetGroup"] = "",
        ["targets"] = "Host",
        ["subnets"] = "Subnet",
        ["subnetId"] = "",
        ["ipv4"] = "Fixed address",
        ["healthCheck"] = "Health check",
        ["loadBalancerAttributes"] = "Load balancer",
        ["request"] = "The form",
        ["tags"] = "Tags",
        ["id"] = "Address or instance",
    };

    /// <summary><c>listeners[0].targetGroup.targets[1].port</c> is called "Port 1: host 2: port".</summary>
    public static string Of(string path)
    {
        var names = Segment().Matches(path).Select(Name).Where(name => name.Length > 0).ToList();
        return names.Count == 0 ? path : string.Join(": ", names.Select((name, at) => at == 0 ? name : Lowered(name)));
    }

    private static string Name(Match segment)
    {
        var (name, index) = (segment.Groups["name"].Value, segment.Groups["index"].Value);
        var known = Known.TryGetValue(name, out var said) ? said
            : DisplayText.Capitalized(Words().Replace(name, match => " " + match.Value.ToLowerInvariant()));
        return index.Length == 0 || known.Length == 0 ? known
            : $"{known} {(int.Parse(index, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture)}";
    }

    // "AWS account" and "VPC" stay as they are.
    private static string Lowered(string name) => name.Length > 1 && char.IsUpper(name[1]) ? name : char.ToLowerInvariant(name[0]) + name[1..];

    [GeneratedRegex(@"(?<name>[^.\[\]]+)(\[(?<index>\d{1,9})\])?", RegexOptions.CultureInvariant)]
    private static partial Regex Segment();

    [GeneratedRegex("(?<=[a-z])[A-Z]", RegexOptions.CultureInvariant)]
    private static partial Regex Words();
}
