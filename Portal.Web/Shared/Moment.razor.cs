using Microsoft.AspNetCore.Components;

namespace Portal.Web.Shared;

/// <summary>A moment as people say it, which moves on while they look.</summary>
public sealed partial class Moment
{
    private string? _shown;

    [Parameter, EditorRequired]
    public DateTimeOffset? At { get; set; }

    [Parameter]
    public bool Exact { get; set; }

    [Parameter]
    public string Otherwise { get; set; } = "never";

    public void Dispose() => Ticker.Leave(Tick);

    protected override void OnInitialized() => Ticker.Listen(Tick);

    private string Text(DateTimeOffset at) => Exact ? RelativeTime.Exact(at) : RelativeTime.Near(at, Clock.GetUtcNow());

    private void Tick()
    {
        if (!Exact && At is { } at && Text(at) != _shown)
        {
            _ = InvokeAsync(StateHasChanged);
        }
    }
}
