using System.Text.RegularExpressions;
using Portal.Sandbox.Protocol;

namespace Portal.Sandbox.EndpointServices.Notifications;

/// <summary>What the calls about notifications have in common.</summary>
internal static partial class NotificationParameters
{
    private static readonly IReadOnlyList<string> Known = ["Accept", "Connect", "Delete", "Reject"];

    public static IReadOnlyList<string> Events(IReadOnlyList<string> events) =>
        events.FirstOrDefault(one => !Known.Contains(one)) is { } unknown
            ? throw new AwsError("InvalidParameter", $"Invalid connection event: '{unknown}'")
            : [.. events.Distinct().Order(StringComparer.Ordinal)];

    public static string TopicArn(string arn) =>
        Topic().IsMatch(arn) ? arn : throw new AwsError("InvalidParameter", $"Invalid connection notification ARN: '{arn}'");

    [GeneratedRegex(@"\Aarn:aws:sns:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]{1,256}\z")]
    private static partial Regex Topic();
}
