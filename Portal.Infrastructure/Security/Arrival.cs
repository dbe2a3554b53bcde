using System.Text;
using Portal.Domain.Accounts;
using Portal.Infrastructure.Validation;

namespace Portal.Infrastructure.Security;

/// <summary>Somebody for whom an identity provider vouches, as it describes them at this moment.</summary>
/// <param name="Provider">The provider's short name.</param>
/// <param name="Person">Who it is; an e-mail address or a name is nobody's identity.</param>
/// <param name="Name">How they are shown.</param>
/// <param name="Groups">As the provider writes them.</param>
public sealed record Arrival(string Provider, PersonKey Person, string Name, IReadOnlyList<string> Groups)
{
    private const int LongestName = 100;

    /// <summary>The first of the names with which something can be shown: control characters and marks that turn the direction of text are left out.</summary>
    public static string NameOf(params IEnumerable<string?> names) => names.Select(Shown).FirstOrDefault(name => name.Length > 0, "Somebody");

    private static string Shown(string? name)
    {
        var shown = new StringBuilder();
        foreach (var rune in (name ?? "").EnumerateRunes().Where(ShownText.IsShown))
        {
            if (shown.Length + rune.Utf16SequenceLength > LongestName)
            {
                break;
            }

            shown.Append(rune);
        }

        return shown.ToString().Trim();
    }
}
