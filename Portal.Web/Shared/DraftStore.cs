using Microsoft.JSInterop;

namespace Portal.Web.Shared;

/// <summary>What somebody has begun to enter: kept in their browser, at each keystroke, and never sent anywhere.</summary>
public sealed class DraftStore(IJSRuntime browser)
{
    /// <param name="key">Names the person, too: several may share a browser.</param>
    /// <param name="title">What it is, for the list of drafts.</param>
    /// <param name="address">Where it goes on.</param>
    public async Task KeepAsync(string key, string text, string title, string address, CancellationToken cancellationToken) =>
        await browser.InvokeVoidAsync("portal.keepDraft", cancellationToken, key, text, title, address);

    public async Task<string?> FindAsync(string key, CancellationToken cancellationToken) =>
        await browser.InvokeAsync<string?>("portal.draft", cancellationToken, key);

    public async Task DropAsync(string key, CancellationToken cancellationToken) => await browser.InvokeVoidAsync("portal.dropDraft", cancellationToken, key);

    /// <summary>The drafts of a person in this browser, the newest first.</summary>
    public async Task<IReadOnlyList<Draft>> ListAsync(string subject, CancellationToken cancellationToken) =>
        await browser.InvokeAsync<Draft[]?>("portal.drafts", cancellationToken, subject) ?? [];

    /// <param name="At">When something was entered last, by the browser's clock.</param>
    public sealed record Draft(string Key, string Title, string Address, DateTimeOffset At);
}
