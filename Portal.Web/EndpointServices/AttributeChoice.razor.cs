using Microsoft.AspNetCore.Components;

namespace Portal.Web.EndpointServices;

/// <summary>An attribute that is on or off in AWS, or of which nothing is said.</summary>
public sealed partial class AttributeChoice
{
    private const string On = "On";
    private const string Off = "Off";

    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    [Parameter, EditorRequired]
    public string Help { get; set; } = "";

    /// <summary>What AWS does where nothing is said.</summary>
    [Parameter, EditorRequired]
    public bool Default { get; set; }

    /// <summary>None where nothing is said.</summary>
    [Parameter, EditorRequired]
    public bool? Value { get; set; }

    [Parameter, EditorRequired]
    public EventCallback<bool?> ValueChanged { get; set; }

    private string Unset => $"Not set: AWS has it {(Default ? "on" : "off")}";

    private string Text(bool? value) => value switch { true => On, false => Off, null => Unset };

    private Task ChooseAsync(string? text) => ValueChanged.InvokeAsync(text switch { On => true, Off => false, _ => null });
}
