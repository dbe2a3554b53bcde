using System.Text.RegularExpressions;
using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;

namespace Portal.Sandbox.LoadBalancers;

/// <summary>Tags of load balancers, target groups and listeners.</summary>
internal static partial class ElbTags
{
    private const string Pattern = @"^([\p{L}\p{Z}\p{N}_.:/=+\-@]*)$";
    private const int Most = 50;
    private const int LongestKey = 128;
    private const int LongestValue = 256;

    /// <summary>The tags of a request; empty when it has none.</summary>
    public static IReadOnlyDictionary<string, string> Read(Call call)
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var tag in call.Parameters.Items("Tags"))
        {
            var key = tag.Required("Key");
            var value = tag.Text("Value") ?? "";
            if (key.Length > LongestKey || value.Length > LongestValue)
            {
                throw ElbErrors.Validation($"Tag keys have at most {LongestKey} characters, tag values at most {LongestValue}");
            }

            // Only here: EC2 takes other characters, too.
            if (Array.Find([key, value], text => !Allowed().IsMatch(text)) is { } odd)
            {
                var member = ReferenceEquals(odd, key) ? "key" : "value";
                throw CommonErrors.Validation(
                    $"Value '{odd}' at 'tags.{tags.Count + 1}.member.{member}' failed to satisfy constraint: "
                    + $"Member must satisfy regular expression pattern: {Pattern}");
            }

            if (key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase))
            {
                throw ElbErrors.Validation($"Tag key '{key}' uses the reserved prefix 'aws:'");
            }

            if (!tags.TryAdd(key, value))
            {
                throw new AwsError("DuplicateTagKeys", $"Tag key '{key}' was specified more than once");
            }
        }

        return Few(tags);
    }

    /// <summary>Puts the tags of a resource in the place of those it had.</summary>
    public static void Put(Call call, string arn, IReadOnlyDictionary<string, string> tags)
    {
        if (tags.Count > 0)
        {
            call.Store.Tags.Put(new(arn, call.AccountId, call.Region, TypeOf(arn), Few(tags)));
        }
        else
        {
            Delete(call, arn);
        }
    }

    public static void Delete(Call call, string arn)
    {
        if (call.Store.Tags.Find(arn) is not null)
        {
            call.Store.Tags.Delete(arn);
        }
    }

    /// <summary>The resources of the parameter ResourceArns, all of which must exist.</summary>
    public static IReadOnlyList<string> Resources(Call call)
    {
        var arns = call.Parameters.Arns(
            "ResourceArns", arn => ElbArns.IsLoadBalancer(arn) || ElbArns.IsTargetGroup(arn) || ElbArns.IsListener(arn), "resource");
        foreach (var arn in arns)
        {
            _ = arn switch
            {
                _ when ElbArns.IsLoadBalancer(arn) => call.FindLoadBalancer(arn) as object ?? throw ElbErrors.LoadBalancerNotFound(arn),
                _ when ElbArns.IsTargetGroup(arn) => call.FindTargetGroup(arn) as object ?? throw ElbErrors.TargetGroupNotFound(arn),
                _ => call.FindListener(arn) as object ?? throw ElbErrors.ListenerNotFound(arn),
            };
        }

        return arns.Count > 0 ? arns : throw CommonErrors.MissingParameter(AwsApi.ElasticLoadBalancing, "ResourceArns");
    }

    [GeneratedRegex(@"\A[\p{L}\p{Z}\p{N}_.:/=+\-@]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Allowed();

    private static string TypeOf(string arn) => "elasticloadbalancing:" + arn.Split(':', '/')[5];

    private static IReadOnlyDictionary<string, string> Few(IReadOnlyDictionary<string, string> tags) =>
        tags.Count <= Most ? tags : throw new AwsError("TooManyTags", $"A resource has at most {Most} tags");
}
