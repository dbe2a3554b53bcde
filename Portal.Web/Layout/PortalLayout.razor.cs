using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;
using MudBlazor;

namespace Portal.Web.Layout;

/// <summary>The frame of every page: banner, bar, menu, and where the page goes.</summary>
public sealed partial class PortalLayout : IDisposable
{
    private MudThemeProvider? _theme;
    private ErrorBoundary? _boundary;

    [Inject]
    public required IJSRuntime Browser { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

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

        IsDark = await Browser.InvokeAsync<string?>("portal.theme") switch
        {
            "dark" => true,
            "light" => false,
            _ => await _theme!.GetSystemDarkModeAsync(),
        };
        StateHasChanged();
    }

    private async Task ToggleDarkAsync()
    {
        IsDark = !IsDark;
        await Browser.InvokeVoidAsync("portal.setTheme", IsDark ? "dark" : "light");
    }

    private void OnMoved(object? sender, LocationChangedEventArgs moved)
    {
        MenuIsOpen = false;
        _boundary?.Recover();
        StateHasChanged();
    }

    public void Dispose() => Navigation.LocationChanged -= OnMoved;
}
