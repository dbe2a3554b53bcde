using Microsoft.AspNetCore.Components;
using MudBlazor;
using Portal.Infrastructure.People;
using Portal.Infrastructure.Security;
using Portal.Web.Shared;

namespace Portal.Web.People;

/// <summary>The tokens that a person has made for their programs, for whoever may revoke them.</summary>
public sealed partial class PersonTokens
{
    [Parameter, EditorRequired]
    public Guid PersonId { get; set; }

    [Parameter, EditorRequired]
    public IReadOnlyList<TokenView> Tokens { get; set; } = [];

    [Parameter]
    public bool MayRevoke { get; set; }

    [Inject]
    public required PersonCommands Commands { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    private int Valid => Tokens.Count(token => token.IsValid(Clock.GetUtcNow()));

    private async Task RevokeAsync(TokenView? token)
    {
        var sure = await new Confirmation(
            token is null ? "Revoke all tokens" : $"Revoke {token.Name}",
            token is null ? "Whatever uses any of them is refused from then on." : "Whatever uses this token is refused from then on.",
            token is null ? "Revoke them" : "Revoke it", IsHarmful: true).AskAsync(Dialogs);
        if (sure is not null)
        {
            await RunAsync(
                actor => Commands.RevokeTokensAsync(actor, PersonId, token?.Id, LifetimeToken),
                token is null ? "All are revoked." : $"{token.Name} is revoked.");
        }
    }
}
