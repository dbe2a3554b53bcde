using System.Globalization;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using Portal.Domain.Accounts;
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
    private ConnectionCounts _counts = ConnectionCounts.None;
    private bool _hasGrown;

    [CascadingParameter]
    public required IMudDialogInstance Dialog { get; set; }

    [Parameter, EditorRequired]
    public EndpointServiceView Service { get; set; } = null!;

    [Parameter, EditorRequired]
    public ConnectionCounts Counts { get; set; } = null!;

    [Inject]
    public required EndpointServiceCommands Commands { get; init; }

    [Inject]
    public required ConnectionQueries Connections { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    private bool HasNotice => EndpointServiceLifecycle.Allows(Service.Stage, EndpointServiceAction.Drain);

    private bool IsAtOnce => !HasNotice || _days == 0;

    protected override void OnInitialized() => _counts = Counts;

    private string Consequence =>
        $"{Ending} {Pending}The load balancer, its target groups and the endpoint service are deleted after that; "
            + "whoever wants to connect again needs a new service.";

    private string Ending => (_counts.Live, IsAtOnce) switch
    {
        (0, true) => "No connection stands on it.",
        (0, false) => $"No connection stands on it, and it takes no new ones. It ends on {End}.",
        (1, true) => "1 live connection ends now: whatever uses it stops working.",
        (1, false) => $"1 live connection ends on {End}: whatever uses it stops working then. New ones are not taken any more.",
        (var live, true) => $"{live} live connections end now: whatever uses them stops working.",
        var (live, _) => $"{live} live connections end on {End}: whatever uses them stops working then. New ones are not taken any more.",
    };

    private string Pending => _counts.Pending switch
    {
        0 => "",
        1 => "1 request that waits for a decision is rejected now. ",
        var pending => $"{pending} requests that wait for a decision are rejected now. ",
    };

    private string End => RelativeTime.Exact(Clock.GetUtcNow().AddDays(Math.Clamp(_days ?? 0, 0, 366)));

    private async Task SendAsync()
    {
        if (HasNotice && _days is null)
        {
            Errors.Take([new("notice", "Enter the notice in days; 0 withdraws the service at once.")]);
            return;
        }

        var sent = false;
        await RunAsync(async actor =>
        {
            if (!await HasGrownAsync(actor))
            {
                await Commands.WithdrawAsync(actor, Service.Id, Service.Version, Input(), null, LifetimeToken);
                sent = true;
            }
        });
        if (sent)
        {
            Snackbar.Add(IsAtOnce ? "The service is being withdrawn." : "The withdrawal is announced.", Severity.Success);
            Dialog.Close();
        }
    }

    /// <summary>Whether more depends on the service than the person has read: then it is theirs to agree again.</summary>
    private async Task<bool> HasGrownAsync(Actor actor)
    {
        var present = (await Connections.CountAsync(actor, [Service.Id], LifetimeToken)).GetValueOrDefault(Service.Id, ConnectionCounts.None);
        _hasGrown = present.Live > _counts.Live || present.Pending > _counts.Pending;
        _counts = present;
        return _hasGrown;
    }

    private WithdrawServiceInput Input() => new(
        IsAtOnce ? null : string.Create(CultureInfo.InvariantCulture, $"P{_days}D"), null, string.IsNullOrWhiteSpace(_message) ? null : _message.Trim());
}
