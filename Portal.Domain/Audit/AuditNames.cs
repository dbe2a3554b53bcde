using System.Text.RegularExpressions;

namespace Portal.Domain.Audit;

/// <summary>The stable text of an action in the history: <c>MarkAvailable</c> is written <c>mark-available</c>.</summary>
public static partial class AuditNames
{
    public static string Of<TAction>(TAction action)
        where TAction : struct, Enum => WordStart().Replace(action.ToString(), "-$0").ToLowerInvariant();

    [GeneratedRegex("(?<!^)[A-Z]", RegexOptions.CultureInvariant)]
    private static partial Regex WordStart();
}
