using Portal.Domain;
using Portal.Infrastructure.Validation;

namespace Portal.Infrastructure.Security;

/// <summary>Roles as people write and read them.</summary>
internal static class RoleWords
{
    /// <returns>The roles that the words name, each once; what names none is an error beside its field.</returns>
    public static T[] Read<T>(IReadOnlyList<string?>? words, string field, InputErrors errors)
        where T : struct, Enum
    {
        List<T> roles = [];
        if (errors.AtMost(words?.Count, Enum.GetValues<T>().Length, field, "roles"))
        {
            foreach (var word in words ?? [])
            {
                if (errors.Word<T>(word, field, out var role))
                {
                    roles.Add(role);
                }
            }
        }

        return [.. roles.Distinct().Order()];
    }

    /// <summary>As the history has them; none for no role.</summary>
    public static string? Of<T>(IEnumerable<T> roles)
        where T : struct, Enum => string.Join(", ", roles.Order()) is { Length: > 0 } text ? text : null;

    /// <exception cref="UnreadableException">Some of them only a newer version of the portal knows: they are not this one's to write.</exception>
    public static T[] RequireKnown<T>(this T[] roles)
        where T : struct, Enum => roles.All(Enum.IsDefined) && !roles.Any(role => role.ToString() == "Unknown")
            ? roles
            : throw new UnreadableException("the person", "roles");
}
