using Microsoft.AspNetCore.Components;
using MudBlazor;
using Portal.Domain.Accounts;
using Portal.Infrastructure.People;

namespace Portal.Web.People;

/// <summary>Where a network admin says what somebody may do in the whole portal.</summary>
public sealed partial class PortalRolesDialog
{
    private IReadOnlyList<PortalRole> _roles = [];

    [CascadingParameter]
    public required IMudDialogInstance Dialog { get; set; }

    [Parameter, EditorRequired]
    public PersonView Person { get; set; } = null!;

    [Inject]
    public required PersonCommands Commands { get; init; }

    protected override void OnInitialized() => _roles = Person.PortalRoles.ByHand;

    private async Task SendAsync()
    {
        var input = new PortalRolesInput([.. _roles.Select(role => role.ToString())]);
        if (await RunAsync(actor => Commands.ChangeRolesAsync(actor, Person.Id, Person.Version, input, LifetimeToken), "Their roles count at once."))
        {
            Dialog.Close();
        }
    }
}
