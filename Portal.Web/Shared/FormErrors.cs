using System.Text.RegularExpressions;
using Portal.Domain;

namespace Portal.Web.Shared;

/// <summary>What is wrong with what a person entered, by the field's path.</summary>
public sealed partial class FormErrors
{
    private readonly Dictionary<string, string> _held = new(StringComparer.Ordinal);
    private IReadOnlyList<FieldError> _errors = [];

    public bool Any => _errors.Count > 0;

    public IReadOnlyList<FieldError> All => _errors;

    /// <summary>How often something was sent and refused; the summary of what is wrong is shown from then on.</summary>
    public int Refusals { get; private set; }

    /// <summary>Whether what was sent last was refused, and not all of it is mended yet.</summary>
    public bool IsRefused { get; private set; }

    /// <summary>What a check says while somebody is still entering.</summary>
    public void Take(IReadOnlyList<FieldError> errors) => _errors = errors;

    /// <summary>What was said to what somebody has sent.</summary>
    public void Refuse(IReadOnlyList<FieldError> errors) => (_errors, IsRefused, Refusals) = (errors, true, Refusals + 1);

    /// <summary>Judges anew what was refused, as somebody changes it; what only a sending can tell stays as it was told.</summary>
    /// <param name="before">What could be told at once when it was judged last.</param>
    /// <param name="now">What can be told at once by now.</param>
    public void Recheck(IReadOnlyList<FieldError> before, IReadOnlyList<FieldError> now)
    {
        if (IsRefused)
        {
            _errors = [.. _errors.Except(before).Except(now), .. now];
        }
    }

    /// <summary>Keeps the form from being sent, because what stands in a field cannot be read or says nothing.</summary>
    /// <param name="why">None lets it be sent again.</param>
    public void Hold(string field, string? why)
    {
        if (why is null)
        {
            _held.Remove(field);
        }
        else
        {
            _held[field] = why;
        }
    }

    /// <summary>What keeps the form from being sent.</summary>
    public IReadOnlyList<FieldError> Held => [.. _held.Select(held => new FieldError(held.Key, held.Value))];

    public void Clear() => (_errors, IsRefused) = ([], false);

    /// <summary>Under which id the messages of a field stand, to which the field's <c>aria-describedby</c> leads.</summary>
    public static string IdOf(string field) => "error-" + Separator().Replace(field, "-").Trim('-');

    [GeneratedRegex("[^A-Za-z0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Separator();

    /// <summary>All messages of the field itself; none when it is fine.</summary>
    public string? For(string field) => Join(_errors.Where(error => error.Field == field));

    /// <summary>All messages of the field and of what lies within it.</summary>
    public string? Within(string field) => Join(_errors.Where(error => IsWithin(error.Field, field)));

    private static bool IsWithin(string path, string field) =>
        path == field || path.StartsWith(field + "[", StringComparison.Ordinal) || path.StartsWith(field + ".", StringComparison.Ordinal);

    private static string? Join(IEnumerable<FieldError> errors) =>
        errors.Select(error => error.Message).Distinct().ToList() is { Count: > 0 } messages ? string.Join(" ", messages) : null;
}
