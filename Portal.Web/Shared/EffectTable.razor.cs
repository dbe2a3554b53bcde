using Microsoft.AspNetCore.Components;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;

namespace Portal.Web.Shared;

/// <summary>What something causes in AWS, step by step.</summary>
public sealed partial class EffectTable
{
    private const string NotVisibleText = "not visible";

    private static readonly string[] AtOnce =
    [
        AdoptEndpointStep.Definition.Name, AllowPrincipalStep.Definition.Name, CreateEndpointStep.Definition.Name, AcceptConnectionStep.Definition.Name,
        EnablePrivateDnsStep.Definition.Name,
    ];

    [Parameter, EditorRequired]
    public IReadOnlyList<Effect> Effects { get; set; } = [];

    /// <summary>What is called by an id of the portal's, by that id.</summary>
    [Parameter]
    public IReadOnlyDictionary<string, string> Names { get; set; } = new Dictionary<string, string>();

    private IEnumerable<(string Title, IReadOnlyList<Effect> Effects)> Groups =>
        new (string, IReadOnlyList<Effect>)[]
        {
            ("At once", [.. AtOnce.SelectMany(step => Effects.Where(effect => effect.Step == step))]),
            ("Later, to repair it or to end it", [.. Effects.Where(effect => !AtOnce.Contains(effect.Step))]),
        }.Where(group => group.Item2.Count > 0);

    /// <summary><c>subnets=a,b;groups=c</c>, the form that is hashed, as people read it.</summary>
    private IEnumerable<(string What, string Value)> Details(Effect effect) => effect.Detail.Split(';', StringSplitOptions.RemoveEmptyEntries)
        .Select(part => part.Split('=', 2)).Select(part => part.Length == 2
            ? (DisplayText.Capitalized(part[0]) + ":", string.Join(", ", part[1].Split(',').Select(Named)))
            : ("", DisplayText.WithTimes(part[0])!));

    /// <summary>A subnet with a fixed address is written <c>subnet-1@10.0.0.1</c>.</summary>
    private string Named(string id) => id.Split('@') is [var subnet, var address]
        ? $"{Names.GetValueOrDefault(subnet, subnet)} at {address}"
        : Names.GetValueOrDefault(id, id);
}
