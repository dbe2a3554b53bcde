using System.Globalization;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using Portal.Domain.EndpointServices;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.EndpointServices;
using Portal.Web.Shared;

namespace Portal.Web.EndpointServices;

/// <summary>Asks for notice and message of a withdrawal, and says whom it hits and when.</summary>
public sealed partial class WithdrawServiceDialog
{
    private const int UsualNotice = 14;

    private int? _days = UsualNotice;
    private string? _message;

    [CascadingParameter]
    public required IMudDialogInstance Dialog { get; set; }

    [Parameter, EditorRequired]
    public EndpointServiceView Service { get; set; } = null!;

    [Parameter, EditorRequired]
    public ConnectionCounts Counts { get; set; } = null!;

    [Inject]
    public required EndpointServiceCommands Commands { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    private bool HasNotice => EndpointServiceLifecycle.Allows(Service.Stage, EndpointServiceAction.Drain);

    private bool IsAtOnce => !HasNotice || _days is null or 0;

    private string Consequence => $"{Ending} {Pending}The load balancer, its target groups and the endpoint service are deleted after that; whoever wants to connect again needs a new service.";

    private string Ending => (Counts.Live, IsAtOnce) switch
    {
        (0, true) => "No connection stands on it.",
        (0, false) => $"No connection stands on it, and it takes no new ones. It ends on {End}.",
        (1, true) => "1 live connection ends now: whatever uses it stops working.",
        (1, false) => $"1 live connection ends on {End}: whatever uses it stops working then. New ones are not taken any more.",
        (var live, true) => $"{live} live connections end now: whatever uses them stops working.",
        var (live, _) => $"{live} live connections end on {End}: whatever uses them stops working then. New ones are not taken any more.",
    };

    private string Pending => Counts.Pending switch
    {
        0 => "",
        1 => "1 request that waits for a decision is turned down now. ",
        var pending => $"{pending} requests that wait for a decision are turned down now. ",
    };

    private string End => Moments.Exact(Clock.GetUtcNow().AddDays(Math.Clamp(_days ?? 0, 0, 366)));

    private async Task SendAsync()
    {
        var notice = IsAtOnce ? null : string.Create(CultureInfo.InvariantCulture, $"P{_days}D");
        var input = new WithdrawServiceInput(notice, null, string.IsNullOrWhiteSpace(_message) ? null : _message.Trim());
        var done = await RunAsync(
            actor => Commands.WithdrawAsync(actor, Service.Id, Service.Version, input, null, Gone), IsAtOnce ? "The service is being withdrawn." : "The withdrawal is announced.");
        if (done || !Errors.Any)
        {
            // Refused for what has changed meanwhile: the page behind shows it.
            Dialog.Close();
        }
    }
}
