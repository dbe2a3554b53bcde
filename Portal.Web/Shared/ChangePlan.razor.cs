using Microsoft.AspNetCore.Components;
using Portal.Infrastructure.EndpointServices;

namespace Portal.Web.Shared;

/// <summary>What a change does, whom it touches and who decides on it.</summary>
public sealed partial class ChangePlan
{
    [Parameter, EditorRequired]
    public ChangePreview? Preview { get; set; }

    [Parameter]
    public bool IsStale { get; set; }

    [Parameter]
    public bool Busy { get; set; }

    [Parameter]
    public bool IsOfService { get; set; }

    [Parameter, EditorRequired]
    public EventCallback Show { get; set; }

    /// <summary>The question before a change is sent.</summary>
    internal static Confirmation Agreement(string name, ChangePreview preview)
    {
        var tags = preview.Changes.Any(change => change.Field == ChangePreview.Tags) ? ", save the tags: they follow at once" : "";
        var what = string.Join("; ", preview.Changes.Select(change => change.Field));
        return preview.Approvals.Count == 0
            ? new($"Change {name}", $"{what}. The portal does it at once.", "Change it")
            : new(
                $"Propose a change of {name}",
                $"{what}. Nothing is done before {string.Join(" and ", preview.Approvals)} have approved it{tags}.",
                "Propose it");
    }

    public static string Done(ChangePreview preview) =>
        preview.Approvals.Count == 0 ? "The portal is at it. The page shows how far it is." : "Proposed. Nothing is done before it is approved.";
}
