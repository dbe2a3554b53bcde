using Microsoft.AspNetCore.Components;
using MudBlazor;
using Portal.Infrastructure.Pages;
using Portal.Infrastructure.People;
using Portal.Web.Shared;

namespace Portal.Web.People;

/// <summary>What the groups of identity providers give, by configuration and by rules made here.</summary>
public sealed partial class GroupRulesPage
{
    [Inject]
    public required GroupRuleCommands Commands { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    protected override GroupRulesPageQuery Query => new();

    private bool IsAdmin => Actor?.IsNetworkAdmin == true;

    private async Task MakeAsync(UnmappedGroupView? group)
    {
        var parameters = new DialogParameters<GroupRuleDialog> { { dialog => dialog.Seen, group } };
        var shown = await Dialogs.ShowAsync<GroupRuleDialog>("Make a rule for a group", parameters, Confirmation.Wide);
        await shown.Result;
    }

    private async Task RemoveAsync(GroupRuleView rule)
    {
        var sure = await new Confirmation(
            $"Remove the rule for {rule.Group}",
            "Whoever has these roles by a group loses them at once. Who has them by another rule, too, gets them back with their next sign-in.",
            "Remove it", IsHarmful: true).AskAsync(Dialogs);
        if (sure is not null)
        {
            await RunAsync(actor => Commands.RemoveAsync(actor, rule.Id!.Value, LifetimeToken), $"{rule.Group} gives nothing by this rule any more.");
        }
    }
}
