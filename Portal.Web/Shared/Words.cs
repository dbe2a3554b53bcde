using System.Text.RegularExpressions;

namespace Portal.Web.Shared;

/// <summary>Names of stages, parties and roles as people say them.</summary>
internal static partial class Words
{
    /// <summary><c>AwaitingApproval</c> is said "Awaiting approval".</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => Of(value.ToString());

    public static string Of(string name) => WordStart().Replace(name, match => " " + match.Value.ToLowerInvariant());

    [GeneratedRegex("(?<=[a-z])[A-Z]", RegexOptions.CultureInvariant)]
    private static partial Regex WordStart();
}
