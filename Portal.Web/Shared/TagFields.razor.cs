using Microsoft.AspNetCore.Components;
using Portal.Infrastructure.Accounts;

namespace Portal.Web.Shared;

/// <summary>The tags of what is being made or changed: those that the account asks for by name, and free ones.</summary>
public sealed partial class TagFields
{
    private IReadOnlyList<AskedTagView> _asked = [];

    [Parameter, EditorRequired]
    public List<TagForm> Tags { get; set; } = null!;

    [Parameter, EditorRequired]
    public FormErrors Errors { get; set; } = null!;

    [Parameter, EditorRequired]
    public EventCallback Changed { get; set; }

    /// <summary>What is asked for in the account and of the team, each key once.</summary>
    [Parameter]
    public IReadOnlyList<AskedTagView> Asked { get; set; } = [];

    protected override void OnParametersSet()
    {
        TagForm.Ask(Tags, Asked, _asked);
        _asked = Asked;
    }

    private static string LabelOf(AskedTagView asked) => asked.Required ? $"{asked.Key} (asked for)" : $"{asked.Key} (held to certain values)";

    private string? ErrorOf(TagForm tag) => Errors.For($"tags.{tag.Key?.Trim()}");

    private Task SetAsync(Action set)
    {
        set();
        return Changed.InvokeAsync();
    }
}
