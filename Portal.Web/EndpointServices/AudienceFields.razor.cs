using Microsoft.AspNetCore.Components;
using Portal.Infrastructure.Provisioning;
using Portal.Web.Shared;

namespace Portal.Web.EndpointServices;

/// <summary>Who is meant: everybody, chosen teams and accounts, or nobody.</summary>
public sealed partial class AudienceFields
{
    [Parameter, EditorRequired]
    public string Legend { get; set; } = "";

    /// <summary>The field as the validators name it.</summary>
    [Parameter, EditorRequired]
    public string Field { get; set; } = "";

    [Parameter, EditorRequired]
    public AudienceForm Form { get; set; } = null!;

    [Parameter, EditorRequired]
    public FormErrors Errors { get; set; } = null!;

    [Parameter, EditorRequired]
    public IReadOnlyList<TeamView> Teams { get; set; } = [];

    [Parameter, EditorRequired]
    public string Everyone { get; set; } = "";

    [Parameter, EditorRequired]
    public string Chosen { get; set; } = "";

    [Parameter, EditorRequired]
    public string Nobody { get; set; } = "";

    [Parameter]
    public EventCallback Changed { get; set; }

    private IEnumerable<(AudienceKind, string)> Kinds =>
        [(AudienceKind.Everyone, Everyone), (AudienceKind.Chosen, Chosen), (AudienceKind.Nobody, Nobody)];

    private Task ChooseAsync(AudienceKind kind)
    {
        Form.Kind = kind;
        return Changed.InvokeAsync();
    }

    private Task ToggleAsync(Guid team)
    {
        if (!Form.TeamIds.Remove(team))
        {
            Form.TeamIds.Add(team);
        }

        return Changed.InvokeAsync();
    }

    private Task EnterAsync(string? accounts)
    {
        Form.Accounts = accounts;
        return Changed.InvokeAsync();
    }
}
