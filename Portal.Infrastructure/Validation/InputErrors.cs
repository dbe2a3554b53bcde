using System.Globalization;
using Portal.Domain;

namespace Portal.Infrastructure.Validation;

/// <summary>Collects everything that is wrong with an input, so that a person sees it all at once.</summary>
public sealed class InputErrors
{
    private readonly List<FieldError> _errors = [];

    public bool Any => _errors.Count > 0;

    public void Add(string field, string message) => _errors.Add(new(field, message));

    /// <returns>Whether it held.</returns>
    public bool Check(bool holds, string field, string message)
    {
        if (!holds)
        {
            Add(field, message);
        }

        return holds;
    }

    /// <summary>A word that stands for one of an enum's members.</summary>
    public bool Word<T>(string? text, string field, out T value)
        where T : struct, Enum
    {
        var known = EnumWords.TryRead(text, out value);
        if (!known)
        {
            _errors.Add(UnknownWord<T>(field));
        }

        return known;
    }

    /// <summary>Says which words a field takes.</summary>
    public static FieldError UnknownWord<T>(string field)
        where T : struct, Enum => new(field, $"Use one of {string.Join(", ", EnumWords.All<T>())}.") { IsUnknownWord = true };

    public bool Has(string field) => _errors.Any(error => error.Field == field || error.Field.StartsWith(field + "[", StringComparison.Ordinal));

    /// <summary>Refuses a text that PostgreSQL cannot keep or compare with.</summary>
    /// <exception cref="InvalidInputException">It contains a NUL character.</exception>
    public static void ThrowIfUnkeepable(string? text, string field)
    {
        var errors = new InputErrors();
        errors.Keepable(text, field);
        errors.ThrowIfAny();
    }

    /// <summary>A text that may be left out.</summary>
    public void Optional(string? text, string field, int most)
    {
        Check((text?.Length ?? 0) <= most, field, string.Create(CultureInfo.InvariantCulture, $"Keep it within {most:N0} characters."));
        Keepable(text, field);
    }

    /// <returns>The text without surrounding space, or an empty one after an error.</returns>
    public string Text(string? text, string field, int most, string what)
    {
        var trimmed = text?.Trim() ?? "";
        Keepable(text, field);
        Check(trimmed.Length > 0, field, $"Enter {what}.");
        Check(trimmed.Length <= most, field, $"Keep it within {most} characters; it has {trimmed.Length}.");
        return trimmed;
    }

    /// <summary>AWS's rules for tags that people set, and the portal's own prefix.</summary>
    public IReadOnlyDictionary<string, string> Tags(IReadOnlyDictionary<string, string?>? tags)
    {
        // Fifty tags an object, a few of which are the portal's own.
        Check((tags?.Count ?? 0) <= 40, "tags", "Give at most 40 tags.");
        foreach (var (key, value) in tags ?? new Dictionary<string, string?>())
        {
            Check(key.Length is > 0 and <= 128, $"tags.{key}", "A tag's key has 1 to 128 characters.");
            Check((value?.Length ?? 0) <= 256, $"tags.{key}", "A tag's value has at most 256 characters.");
            Keepable(key, $"tags.{key}");
            Keepable(value, $"tags.{key}");
            Check(!key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase) && !key.StartsWith("privatelink-portal:", StringComparison.OrdinalIgnoreCase),
                $"tags.{key}", "Tags that begin with aws: or privatelink-portal: are not yours to set.");
        }

        return (tags ?? new Dictionary<string, string?>()).ToDictionary(tag => tag.Key, tag => tag.Value ?? "");
    }

    // PostgreSQL keeps every character but this one.
    private void Keepable(string? text, string field) =>
        Check(text?.Contains('\0', StringComparison.Ordinal) != true, field, "It contains the character NUL, which cannot be kept. Leave it out.");

    public void ThrowIfAny() => InvalidInputException.ThrowIfAny(_errors);
}
