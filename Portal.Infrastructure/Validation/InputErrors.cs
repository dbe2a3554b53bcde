using System.Globalization;
using Portal.Domain;
using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Validation;

/// <summary>Collects everything that is wrong with an input, so that a person sees it all at once.</summary>
/// <param name="cancellationToken">Of who asked: when they have gone, no check goes on.</param>
public sealed class InputErrors(CancellationToken cancellationToken = default)
{
    /// <summary>As many as AWS allows beside the portal's own, a name included.</summary>
    public const int MostTags = AwsTags.MostOfPeople + 1;

    // Somebody who has this many things to mend begins with these.
    private const int MostErrors = 1_000;
    private const int MostShown = 100;

    private readonly List<FieldError> _errors = [];
    private int _more;

    public bool Any => _errors.Count > 0;

    public IReadOnlyList<FieldError> All => _errors;

    public void Add(string field, string message) => Add(new FieldError(field, message));

    /// <summary>What was entered, as a message repeats it: the beginning of what is very long.</summary>
    public static string? Shown(string? text) => text?.Length > MostShown ? string.Concat(text.AsSpan(0, MostShown), "…") : text;

    /// <returns>Whether it held.</returns>
    public bool Check(bool holds, string field, string message)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!holds)
        {
            Add(field, message);
        }

        return holds;
    }

    /// <summary>How many there may be; asked before any of them is looked at.</summary>
    /// <param name="what">For example <c>subnets</c>.</param>
    public bool AtMost(int? count, int most, string field, string what) =>
        Check((count ?? 0) <= most, field, string.Create(CultureInfo.InvariantCulture, $"Give at most {most:N0} {what}; there are {count:N0}."));

    /// <summary>A word that stands for one of an enum's members.</summary>
    public bool Word<T>(string? text, string field, out T value)
        where T : struct, Enum
    {
        var known = EnumWords.TryRead(text, out value) && IsForPeople(value);
        if (!known)
        {
            Add(UnknownWord<T>(field));
        }

        return known;
    }

    /// <summary>Says which words a field takes.</summary>
    public static FieldError UnknownWord<T>(string field)
        where T : struct,
        Enum => new(
            field, $"Use one of {string.Join(", ", EnumWords.ForPeople<T>())}.")
        { IsUnknownWord = true };

    /// <summary>What stands for the words of a newer version is nothing that anybody may ask for.</summary>
    private static bool IsForPeople<T>(T value)
        where T : struct, Enum => Convert.ToInt32(value, CultureInfo.InvariantCulture) >= 0;

    public bool Has(string field) => _errors.Any(error => error.Field == field || error.Field.StartsWith(field + "[", StringComparison.Ordinal));

    /// <summary>Refuses a text that PostgreSQL cannot keep or compare with, or that is longer than anything it could be compared with.</summary>
    /// <exception cref="InvalidInputException">It contains a NUL character, or is too long.</exception>
    public static void ThrowIfUnkeepable(string? text, string field, int most = 500)
    {
        var errors = new InputErrors();
        errors.Optional(text, field, most);
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

    /// <summary>One line by which people know something: nothing in it breaks the line, is not shown, or turns what stands beside it.</summary>
    /// <returns>The name without surrounding space, or an empty one after an error.</returns>
    public string Name(string? text, string field, int most, string what)
    {
        OneLine(text, field);
        return Text(text, field, most, what);
    }

    /// <summary>Such a line that may be left out.</summary>
    public void OptionalName(string? text, string field, int most)
    {
        OneLine(text, field);
        Optional(text, field, most);
    }

    /// <summary>AWS's rules for tags that people set, and the portal's own prefix; keys that differ in case are two tags.</summary>
    public IReadOnlyDictionary<string, string> Tags(IReadOnlyDictionary<string, string?>? tags)
    {
        var named = tags?.ContainsKey(AwsTags.Name) == true ? 1 : 0;
        if (!AtMost(tags?.Count, AwsTags.MostOfPeople + named, "tags", "tags"))
        {
            return new Dictionary<string, string>();
        }

        foreach (var (key, value) in tags ?? new Dictionary<string, string?>())
        {
            var field = $"tags.{Shown(key)}";
            Check(key.Length is > 0 and <= AwsTags.LongestKey, field, $"A tag's key has 1 to {AwsTags.LongestKey} characters.");
            Check((value?.Length ?? 0) <= AwsTags.LongestValue, field, $"A tag's value has at most {AwsTags.LongestValue} characters.");
            Keepable(key, field);
            Keepable(value, field);
            var text = $"{key}{value}".Replace("\0", "", StringComparison.Ordinal);
            Check(
                AwsTags.IsAllowed(text), field,
                "Use letters, digits, spaces and _ . : / = + - @ only: AWS takes no others.");
            Check(!AwsTags.IsReserved(key), field, "Tags that begin with aws: or privatelink-portal: are not yours to set.");
        }

        return (tags ?? new Dictionary<string, string?>()).ToDictionary(tag => tag.Key, tag => tag.Value ?? "");
    }

    // PostgreSQL keeps every character but this one.
    private void Keepable(string? text, string field) =>
        Check(text?.Contains('\0', StringComparison.Ordinal) != true, field, "It contains the character NUL, which cannot be kept. Leave it out.");

    private void OneLine(string? text, string field) => Check(
        // A NUL is spoken of for itself.
        ShownText.IsWhole((text ?? "").Replace("\0", "", StringComparison.Ordinal)), field,
        "Keep it to one line. Leave out line breaks, other control characters and marks that turn the direction of text.");

    public void ThrowIfAny() => InvalidInputException.ThrowIfAny(
        _more == 0
            ? _errors
            : [.. _errors, new("request", string.Create(CultureInfo.InvariantCulture, $"{_more:N0} more things need changing. Mend these first."))]);

    private void Add(FieldError error)
    {
        if (_errors.Count < MostErrors)
        {
            _errors.Add(error);
        }
        else
        {
            _more++;
        }
    }
}
