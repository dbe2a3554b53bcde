using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;
using MudBlazor;
using Portal.Web.Security;

namespace Portal.Web.Layout;

/// <summary>The frame of every page: banner, bar, menu, and where the page goes.</summary>
public sealed partial class PortalLayout : IDisposable
{
    private MudThemeProvider? _theme;
    private ErrorBoundary? _boundary;
    private bool _isChosen;
    private DotNetObjectReference<PortalLayout>? _self;

    [Inject]
    public required IJSRuntime Browser { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required Viewer Viewer { get; init; }

    [Inject]
    public required ILogger<PortalLayout> Logger { get; init; }

    private bool IsDark { get; set; }

    private bool MenuIsOpen { get; set; }

    /// <summary>With the page's own address before it: a bare "#main" would lead to the start.</summary>
    private string SkipAddress => Navigation.ToBaseRelativePath(Navigation.Uri).Split('#')[0] + "#main";

    protected override void OnInitialized() => Navigation.LocationChanged += OnMoved;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
        {
            return;
        }

        _self = DotNetObjectReference.Create(this);
        var chosen = await Browser.InvokeAsync<string?>("portal.theme");
        _isChosen = chosen is "dark" or "light";
        IsDark = _isChosen ? chosen == "dark" : await _theme!.GetSystemDarkModeAsync();
        await Browser.InvokeVoidAsync("portal.followSystem", _self);
        StateHasChanged();
    }

    /// <summary>Until somebody chooses here, the page looks as everything else on the screen does, also when that changes.</summary>
    [JSInvokable]
    public void FollowSystem(bool isDark)
    {
        if (!_isChosen)
        {
            IsDark = isDark;
            StateHasChanged();
        }
    }

    private async Task ToggleDarkAsync()
    {
        (IsDark, _isChosen) = (!IsDark, true);
        await Browser.InvokeVoidAsync("portal.setTheme", IsDark ? "dark" : "light");
    }

    private void OnMoved(object? sender, LocationChangedEventArgs moved)
    {
        MenuIsOpen = false;
        _boundary?.Recover();
        StateHasChanged();
        _ = UseAsync();
    }

    /// <summary>Who goes from page to page is there.</summary>
    private async Task UseAsync()
    {
        try
        {
            await Viewer.UseAsync(CancellationToken.None);
        }
        catch (Exception away)
        {
            // The page that is opened says what is wrong; the session lives on by what is done next.
            Log.NotNoted(Logger, away);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "That somebody went to another page could not be noted")]
        public static partial void NotNoted(ILogger logger, Exception exception);
    }

    public void Dispose()
    {
        Navigation.LocationChanged -= OnMoved;
        _self?.Dispose();
    }
}
