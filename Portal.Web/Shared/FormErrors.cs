using MudBlazor;
using Portal.Domain;

namespace Portal.Web.Shared;

/// <summary>What is wrong with what a person entered, by the field's path.</summary>
public sealed class FormErrors
{
    private IReadOnlyList<FieldError> _errors = [];

    public bool Any => _errors.Count > 0;

    public IReadOnlyList<FieldError> All => _errors;

    public void Take(IReadOnlyList<FieldError> errors) => _errors = errors;

    public void Clear() => _errors = [];

    /// <summary>All messages of the field itself; none when it is fine.</summary>
    public string? For(string field) => Join(_errors.Where(error => error.Field == field));

    /// <summary>All messages of the field and of what lies within it.</summary>
    public string? Within(string field) => Join(_errors.Where(error =>
        error.Field == field || error.Field.StartsWith(field + "[", StringComparison.Ordinal)
            || error.Field.StartsWith(field + ".", StringComparison.Ordinal)));

    private static string? Join(IEnumerable<FieldError> errors) =>
        errors.Select(error => error.Message).Distinct().ToList() is { Count: > 0 } messages ? string.Join(" ", messages) : null;
}
