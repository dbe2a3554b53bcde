using System.Text.Json;

namespace Portal.Domain.Audit;

/// <summary>The stable text of an action in the history: <c>MarkAvailable</c> is written <c>mark-available</c>.</summary>
public static class AuditNames
{
    public static string Of<TAction>(TAction action)
        where TAction : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(action.ToString());
}
