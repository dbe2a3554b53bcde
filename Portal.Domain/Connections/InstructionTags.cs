using System.Text.Encodings.Web;
using System.Text.Json;

namespace Portal.Domain.Connections;

/// <summary>The tags that a consumer's endpoint should have, as they stand in each of the texts by which it can be made.</summary>
internal static class InstructionTags
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Terraform(IReadOnlyDictionary<string, string> tags) => tags.Count == 0 ? ""
        : $"\n\n  tags = {{{string.Concat(Ordered(tags).Select(tag => $"\n    {TerraformText(tag.Key)} = {TerraformText(tag.Value)}"))}\n  }}";

    public static string CloudFormation(IReadOnlyDictionary<string, string> tags) => tags.Count == 0 ? ""
        : $"\n      Tags:{string.Concat(Ordered(tags).Select(tag => $"\n        - Key: {Quoted(tag.Key)}\n          Value: {Quoted(tag.Value)}"))}";

    public static string AwsCli(IReadOnlyDictionary<string, string> tags)
    {
        if (tags.Count == 0)
        {
            return "";
        }

        var specification = new[] { new { ResourceType = "vpc-endpoint", Tags = Ordered(tags).Select(tag => new { tag.Key, tag.Value }) } };
        return $"  --tag-specifications '{JsonSerializer.Serialize(specification, Json).Replace("'", @"'\''", StringComparison.Ordinal)}' \\\n";
    }

    private static IEnumerable<KeyValuePair<string, string>> Ordered(IReadOnlyDictionary<string, string> tags) =>
        tags.OrderBy(tag => tag.Key, StringComparer.Ordinal);

    /// <summary>Within quotes Terraform would take these for templates.</summary>
    private static string TerraformText(string text) =>
        Quoted(text).Replace("${", "$${", StringComparison.Ordinal).Replace("%{", "%%{", StringComparison.Ordinal);

    private static string Quoted(string text) => JsonSerializer.Serialize(text, Json);
}
