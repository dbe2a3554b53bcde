using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Portal.Infrastructure.Recovery;

namespace Portal.Web.Layout;

/// <summary>Says on every page that nothing is changed in AWS for now.</summary>
public sealed partial class RecoveryNote : IDisposable
{
    private RecoveryState? _state;

    [Inject]
    public required RecoveryGate Gate { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required ILogger<RecoveryNote> Logger { get; init; }

    protected override Task OnInitializedAsync()
    {
        Gate.Changed += Show;
        Navigation.LocationChanged += OnMoved;
        return AskAsync();
    }

    public void Dispose()
    {
        Gate.Changed -= Show;
        Navigation.LocationChanged -= OnMoved;
    }

    private void OnMoved(object? sender, LocationChangedEventArgs moved) => Show();

    private void Show() => _ = InvokeAsync(async () =>
    {
        await AskAsync();
        StateHasChanged();
    });

    private async Task AskAsync()
    {
        try
        {
            _state = await Gate.AskAsync(CancellationToken.None);
        }
        catch (Exception away)
        {
            // The page itself says that the database is away; what was known last goes on being shown.
            Log.NotAsked(Logger, away);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Whether the portal only observes could not be asked")]
        public static partial void NotAsked(ILogger logger, Exception exception);
    }
}
