using Microsoft.AspNetCore.Components;
using Portal.Infrastructure.Data;
using Portal.Web.Shared;

namespace Portal.Web.Layout;

/// <summary>Says on every page, as soon as the portal knows it, that what can be seen is old, and takes it back when it was read anew.</summary>
public sealed partial class StaleNote : IDisposable
{
    [Inject]
    public required DatabaseAvailability Availability { get; init; }

    [Inject]
    public required Freshness Freshness { get; init; }

    private DateTimeOffset? Since => Availability.AwaySince;

    private bool IsOld => Since is not null || Freshness.OldAsOf is not null;

    protected override void OnInitialized()
    {
        Availability.Changed += Show;
        Freshness.Changed += Show;
    }

    public void Dispose()
    {
        Availability.Changed -= Show;
        Freshness.Changed -= Show;
    }

    private void Show() => _ = InvokeAsync(StateHasChanged);
}
