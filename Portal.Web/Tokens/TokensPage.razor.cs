using Microsoft.AspNetCore.Components;
using MudBlazor;
using Portal.Infrastructure.Security;
using Portal.Web.Shared;

namespace Portal.Web.Tokens;

/// <summary>The tokens that a person has made for their programs.</summary>
public sealed partial class TokensPage
{
    private IReadOnlyList<TokenView>? _tokens;
    private UserFacingError? _problem;
    private string? _made;

    [Inject]
    public required ApiTokens Tokens { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    protected override Task OnInitializedAsync() => ReadAsync();

    private async Task ReadAsync()
    {
        try
        {
            _tokens = await Tokens.ListAsync(await Viewer.ReaderAsync(LifetimeToken), LifetimeToken);
            _problem = null;
        }
        catch (Exception failed) when (UserFacingError.Of(failed) is { } problem)
        {
            _problem = problem;
        }
    }

    private async Task MakeAsync()
    {
        _made = null;
        var shown = await Dialogs.ShowAsync<MakeTokenDialog>("Make a token", Confirmation.Wide);
        if (await shown.Result is { Canceled: false, Data: string token })
        {
            _made = token;
            await ReadAsync();
        }
    }

    private async Task RevokeAsync(TokenView token)
    {
        var sure = await new Confirmation(
            $"Revoke {token.Name}", "Whatever uses this token is refused from then on. It cannot be taken back; make another one instead.", "Revoke it",
            IsHarmful: true).AskAsync(Dialogs);
        if (sure is not null && await RunAsync(actor => Tokens.RevokeAsync(actor, token.Id, LifetimeToken), $"{token.Name} is revoked."))
        {
            _made = null;
            await ReadAsync();
        }
    }
}
