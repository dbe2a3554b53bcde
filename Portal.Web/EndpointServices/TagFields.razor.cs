using Microsoft.AspNetCore.Components;
using Portal.Web.Shared;

namespace Portal.Web.EndpointServices;

/// <summary>The tags of a service that is being published.</summary>
public sealed partial class TagFields
{
    [Parameter, EditorRequired]
    public List<TagForm> Tags { get; set; } = null!;

    [Parameter, EditorRequired]
    public FormErrors Errors { get; set; } = null!;

    [Parameter, EditorRequired]
    public EventCallback Changed { get; set; }

    private string? ErrorOf(TagForm tag) => Errors.For($"tags.{tag.Key?.Trim()}");

    private Task SetAsync(Action set)
    {
        set();
        return Changed.InvokeAsync();
    }
}
