using Microsoft.AspNetCore.Components;
using Portal.Web.Shared;

namespace Portal.Web.Home;

/// <summary>What the person has begun to enter in this browser and not sent.</summary>
public sealed partial class DraftList
{
    [Inject]
    public required DraftStore Store { get; init; }

    private IReadOnlyList<DraftStore.Draft> Drafts { get; set; } = [];

    protected override async Task OnInitializedAsync()
    {
        try
        {
            var reader = await Viewer.ReaderAsync(LifetimeToken);
            Drafts = await Store.ListAsync(Uri.EscapeDataString(reader.Subject), LifetimeToken);
        }
        catch (Exception failed) when (LifetimeToken.IsCancellationRequested || Shared.UserFacingError.Of(failed) is not null)
        {
            // The page tells of what is away; drafts are only shown where they can be.
        }
    }

    private async Task DropAsync(DraftStore.Draft draft)
    {
        await Store.DropAsync(draft.Key, LifetimeToken);
        Drafts = [.. Drafts.Where(other => other != draft)];
    }
}
