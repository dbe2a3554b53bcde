using System.Text.RegularExpressions;
using Portal.Sandbox.Protocol;

namespace Portal.Sandbox.LoadBalancers;

/// <summary>Reads the parameters that several operations of Elastic Load Balancing share.</summary>
internal static partial class ElbParameters
{
    private const int LongestName = 32;
    private const int MostArns = 20;

    /// <summary>One of a set of values, or null when absent.</summary>
    public static string? OneOf(this QueryParameters parameters, string name, params ReadOnlySpan<string> values)
    {
        var value = parameters.Text(name);
        return string.IsNullOrEmpty(value)
            ? null
            : values.Contains(value)
                ? value
                : throw CommonErrors.InvalidValue(
                    AwsApi.ElasticLoadBalancing, name, value, $"Member must satisfy enum value set: [{string.Join(", ", values.ToArray())}]");
    }

    /// <summary>The name of a new thing; <paramref name="kind"/> is how AWS calls it in its refusals.</summary>
    public static string NewName(this QueryParameters parameters, string kind)
    {
        var name = parameters.Required("Name");
        return name switch
        {
            { Length: > LongestName } => throw ElbErrors.Validation($"{kind} name '{name}' cannot be longer than '{LongestName}' characters"),
            _ when !AlphanumericOrHyphen().IsMatch(name) => throw ElbErrors.Validation(
                $"{kind} name '{name}' can only contain characters that are alphanumeric characters and hyphens(-)"),
            ['-', ..] or [.., '-'] => throw ElbErrors.Validation($"{kind} name '{name}' cannot begin or end with '-'"),
            _ => name,
        };
    }

    /// <summary>ARNs of one kind; none of another form, and not more than a call may name.</summary>
    public static IReadOnlyList<string> Arns(this QueryParameters parameters, string name, Func<string, bool> isOfKind, string kind)
    {
        var arns = parameters.Texts(name);
        return arns.FirstOrDefault(arn => !isOfKind(arn)) is { } malformed
            ? throw MalformedArn(malformed, kind)
            : arns.Count > MostArns
                ? throw ElbErrors.Validation($"Cannot have more than {MostArns} resources described")
                : [.. arns.Distinct()];
    }

    public static string Arn(this QueryParameters parameters, string name, Func<string, bool> isOfKind, string kind)
    {
        var arn = parameters.Required(name);
        return isOfKind(arn) ? arn : throw MalformedArn(arn, kind);
    }

    public static string? OptionalArn(this QueryParameters parameters, string name, Func<string, bool> isOfKind, string kind) =>
        string.IsNullOrEmpty(parameters.Text(name)) ? null : parameters.Arn(name, isOfKind, kind);

    private static AwsError MalformedArn(string arn, string kind) => ElbErrors.Validation($"'{arn}' is not a valid {kind} ARN");

    [GeneratedRegex(@"\A[A-Za-z0-9-]+\z")]
    private static partial Regex AlphanumericOrHyphen();
}
