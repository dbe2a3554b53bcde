using Microsoft.AspNetCore.Components;
using Portal.Domain.Accounts;

namespace Portal.Web.People;

/// <summary>Where roles are chosen.</summary>
public sealed partial class RoleFields<TRole>
{
    [Parameter, EditorRequired]
    public string Legend { get; set; } = "";

    [Parameter, EditorRequired]
    public IReadOnlyList<TRole> Chosen { get; set; } = [];

    [Parameter, EditorRequired]
    public EventCallback<IReadOnlyList<TRole>> ChosenChanged { get; set; }

    [Parameter]
    public string? Error { get; set; }

    private static IEnumerable<TRole> Offered => Enum.GetValues<TRole>().Where(role => role.ToString() != nameof(TeamRole.Unknown));

    private Task ToggleAsync(TRole role) =>
        ChosenChanged.InvokeAsync(Chosen.Contains(role) ? [.. Chosen.Where(one => !one.Equals(role))] : [.. Chosen.Append(role).Order()]);

    private static string Meaning(TRole role) => role switch
    {
        TeamRole.Provider => "Publishes services and decides on requests for them.",
        TeamRole.Consumer => "Requests connections from the team's accounts, changes and deletes them.",
        PortalRole.NetworkAdmin => "Decides on every request, sees operations, and says who may do what.",
        PortalRole.Auditor => "Reads everything, changes nothing.",
        _ => "",
    };
}
