using Microsoft.AspNetCore.Components;

namespace Portal.Web.Shared;

/// <summary>A filter by one of a few words, kept in the address.</summary>
public sealed partial class FilterChoice<TValue>
    where TValue : struct, Enum
{
    /// <summary>The query parameter that holds the choice.</summary>
    [Parameter, EditorRequired]
    public string Name { get; set; } = "";

    [Parameter, EditorRequired]
    public TValue? Value { get; set; }

    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    [Parameter]
    public string All { get; set; } = "All";

    [Parameter]
    public IReadOnlyList<TValue> Values { get; set; } = Enum.GetValues<TValue>();

    private void Apply(TValue? value) => Navigation.NavigateTo(
        Navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { [Name] = value?.ToString(), ["cursor"] = null }));
}
