using Microsoft.AspNetCore.Components;
using MudBlazor;
using Portal.Domain;
using Portal.Infrastructure.Reviews;
using Portal.Web.Lists;

namespace Portal.Web.Reviews;

/// <summary>One decision on several reviews, each by the plan that the list was read with.</summary>
public sealed partial class ReviewBulk
{
    [Parameter, EditorRequired]
    public ListSelection<ReviewView> Selection { get; set; } = null!;

    [Inject]
    public required ReviewCommands Commands { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    private Task ApproveAsync() => new BulkAction(
        "Approve the chosen requests", "Each is approved exactly as it stands now. What is not yours to decide, or has changed meanwhile, stays as it is.",
        "Approve them", "Is approved", Items("approve")).AskAsync(Dialogs);

    private Task RejectAsync() => new BulkAction(
        "Reject the chosen requests", "Each requester is shown your reason, and can ask again.", "Reject them", "Is rejected", Items("deny"), IsHarmful: true)
        .AskAsync(Dialogs);

    private IReadOnlyList<BulkItem> Items(string decision) =>
    [
        .. Selection.Items.Select(seen => new BulkItem(
            ReviewsPage.Named(seen), $"{seen.About.AccountId}, {seen.About.Region}, asked for by {seen.RequestedBy}",
            (actor, reason, cancellationToken) => decision != "approve" && reason is null
                ? throw new DomainException("Say why: the requester is shown your reason.")
                : Commands.DecideAsync(actor, seen.Id, new(decision, reason, seen.PlanHash), null, cancellationToken))),
    ];
}
