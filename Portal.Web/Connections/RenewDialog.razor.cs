using Microsoft.AspNetCore.Components;
using MudBlazor;
using Portal.Infrastructure.Connections;
using Portal.Web.Shared;

namespace Portal.Web.Connections;

/// <summary>Where a consumer asks for another end of a live connection.</summary>
public sealed partial class RenewDialog
{
    private DateTime? _day;

    [CascadingParameter]
    public required IMudDialogInstance Dialog { get; set; }

    [Parameter, EditorRequired]
    public ConnectionView Connection { get; set; } = null!;

    [Inject]
    public required ConnectionCommands Commands { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    private DateTime Tomorrow => Clock.GetUtcNow().UtcDateTime.Date.AddDays(1);

    protected override void OnInitialized() => _day = Connection.EndsAt?.UtcDateTime.Date;

    private async Task SendAsync()
    {
        var end = Days.EndOf(_day, Connection.EndsAt);
        if (await RunAsync(actor => Commands.RenewAsync(actor, Connection.Id, new(end), null, LifetimeToken), "Asked for. You see here who decides."))
        {
            Dialog.Close();
        }
    }
}
