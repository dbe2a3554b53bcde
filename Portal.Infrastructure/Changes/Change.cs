using System.Globalization;
using Portal.Domain;
using Portal.Domain.Audit;

namespace Portal.Infrastructure.Changes;

/// <summary>Something that people see has changed; it carries no data, so it can be late but never wrong.</summary>
public sealed record Change(SubjectKind Kind, Guid Id, int Version)
{
    /// <summary>What it is about, from the one to everything.</summary>
    public IReadOnlyList<string> Tags => [ChangeTags.Of(Kind, Id), ChangeTags.Of(Kind), ChangeTags.Everything];

    public string ToText() => string.Create(CultureInfo.InvariantCulture, $"{Kind}:{Id}:{Version}");

    /// <summary>None for text that this version of the portal does not know.</summary>
    public static Change? Parse(string text) =>
        text.Split(':') is [var kind, var id, var version]
        && EnumWords.TryRead<SubjectKind>(kind, out var subject)
        && Guid.TryParse(id, out var guid)
        && int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new Change(subject, guid, number)
            : null;
}
