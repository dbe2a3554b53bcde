using Microsoft.AspNetCore.Components;
using Portal.Infrastructure.Data;

namespace Portal.Web.Lists;

/// <summary>A filter by some of a few words, kept in the address.</summary>
public sealed partial class FilterChoices<TValue>
    where TValue : struct, Enum
{
    /// <summary>The query parameter that holds the choice.</summary>
    [Parameter, EditorRequired]
    public string Name { get; set; } = "";

    [Parameter, EditorRequired]
    public ChosenWords<TValue> Chosen { get; set; } = new();

    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    [Parameter]
    public string All { get; set; } = "All";

    [Parameter]
    public IReadOnlyList<TValue> Values { get; set; } = Enum.GetValues<TValue>();

    private string Shown(IReadOnlyList<string?>? texts) => texts is [var one] ? one ?? All : texts is { Count: > 1 } ? $"{texts.Count} chosen" : All;

    private void Apply(IEnumerable<TValue>? values)
    {
        var wanted = new ChosenWords<TValue>(values ?? []);
        if (!wanted.Equals(Chosen))
        {
            Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { [Name] = wanted.Write(), ["cursor"] = null }));
        }
    }
}
