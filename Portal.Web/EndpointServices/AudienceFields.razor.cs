using Microsoft.AspNetCore.Components;
using Portal.Infrastructure.Provisioning;
using Portal.Web.Shared;

namespace Portal.Web.EndpointServices;

/// <summary>Who is meant: everybody, chosen teams and accounts, or nobody.</summary>
public sealed partial class AudienceFields : IDisposable
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

    /// <summary>Shown only once the form was sent: nobody is told off for what they have just begun.</summary>
    private string? NobodyChosen => Errors.IsRefused ? Errors.For(Field) : null;

    public void Dispose() => Errors.Hold(Field, null);

    protected override void OnParametersSet() => Judge();

    private Task ChooseAsync(AudienceKind kind)
    {
        Form.Kind = kind;
        return ChangedAsync();
    }

    private Task ToggleAsync(Guid team)
    {
        if (!Form.TeamIds.Remove(team))
        {
            Form.TeamIds.Add(team);
        }

        return ChangedAsync();
    }

    private Task EnterAsync(string? accounts)
    {
        Form.Accounts = accounts;
        return ChangedAsync();
    }

    private Task ChangedAsync()
    {
        Judge();
        return Changed.InvokeAsync();
    }

    /// <summary>"Only some" without anybody would be nobody, which is another choice.</summary>
    private void Judge() => Errors.Hold(
        Field, Form is { Kind: AudienceKind.Chosen, TeamIds.Count: 0 } && string.IsNullOrWhiteSpace(Form.Accounts)
            ? $"Choose at least one team or account, or \"{Nobody}\"." : null);
}
