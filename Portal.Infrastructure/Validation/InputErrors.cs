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

    public bool Has(string field) => _errors.Any(error => error.Field == field || error.Field.StartsWith(field + "[", StringComparison.Ordinal));

    /// <returns>The text without surrounding space, or an empty one after an error.</returns>
    public string Text(string? text, string field, int most, string what)
    {
        var trimmed = text?.Trim() ?? "";
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
            Check(!key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase) && !key.StartsWith("privatelink-portal:", StringComparison.OrdinalIgnoreCase),
                $"tags.{key}", "Tags that begin with aws: or privatelink-portal: are not yours to set.");
        }

        return (tags ?? new Dictionary<string, string?>()).ToDictionary(tag => tag.Key, tag => tag.Value ?? "");
    }

    public void ThrowIfAny() => InvalidInputException.ThrowIfAny(_errors);
}
