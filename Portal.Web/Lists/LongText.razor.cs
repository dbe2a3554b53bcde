using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace Portal.Web.Lists;

/// <summary>A name or an id on one line: where it is too long, its middle is left out; all of it is shown under the pointer and the keyboard.</summary>
public sealed partial class LongText
{
    // Ids of one kind begin alike: what tells them apart is at their end.
    private const int Tail = 8;

    [Parameter, EditorRequired]
    public string? Text { get; set; }

    /// <summary>Where it leads; none where it leads nowhere.</summary>
    [Parameter]
    public string? Href { get; set; }

    /// <summary>Whether it is an id and not a name.</summary>
    [Parameter]
    public bool IsCode { get; set; }

    /// <summary>What it is, where it can be copied: "the endpoint's id".</summary>
    [Parameter]
    public string? Copies { get; set; }

    private (string Head, string Tail) Parts()
    {
        var text = Text ?? "";
        // What one sees as one sign stays one, however many marks are on it.
        var signs = StringInfo.ParseCombiningCharacters(text);
        return signs.Length <= 2 * Tail ? (text, "") : (text[..signs[^Tail]], text[signs[^Tail]..]);
    }
}
