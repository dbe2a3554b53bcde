using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Infrastructure.Changes;
using Portal.Infrastructure.Security;

namespace Portal.Web.Security;

/// <summary>Who looks at a page, with the roles of this moment: a change of them, and the end of the session, count in open pages, too.</summary>
public sealed class Viewer(AuthenticationStateProvider authentication, Identities identities, Sessions sessions, ChangeFeed feed, TimeProvider clock)
{
    // A page that reads often asks no more often than this; what somebody does is always checked anew.
    private static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(5);

    private Known? _last;

    /// <summary>What a page has to watch to hear of it when the person is signed out elsewhere, or may do something else from now on.</summary>
    public async Task<IReadOnlySet<string>> TagsAsync() => TagsOf((await authentication.GetAuthenticationStateAsync()).User);

    /// <summary>For reading: at most five seconds old, and never older than a sign-out or a change of roles.</summary>
    /// <exception cref="SignedOutException">The person is signed out, or was removed.</exception>
    public async Task<Actor> ReaderAsync(CancellationToken cancellationToken) =>
        _last is { Actor: { } actor } last && clock.GetElapsedTime(last.At) < GoodFor && !feed.HasChanged(last.Tags, last.Position)
            ? actor
            : await ReadAsync(cancellationToken);

    /// <summary>For doing something.</summary>
    /// <exception cref="SignedOutException">The person is signed out, or was removed.</exception>
    public async Task<Actor> ActorAsync(CancellationToken cancellationToken)
    {
        var actor = await ReadAsync(cancellationToken);
        await UseAsync(cancellationToken);
        return actor;
    }

    /// <summary>A person is there, and not only an open page that reads by itself: their session lives on.</summary>
    public async Task UseAsync(CancellationToken cancellationToken)
    {
        if (PortalClaims.Session((await authentication.GetAuthenticationStateAsync()).User) is { } session)
        {
            await sessions.UseAsync(session, cancellationToken);
        }
    }

    private async Task<Actor> ReadAsync(CancellationToken cancellationToken)
    {
        var user = (await authentication.GetAuthenticationStateAsync()).User;
        var (position, at) = (feed.Position, clock.GetTimestamp());
        var read = new Known(await identities.ActorAsync(user, cancellationToken), TagsOf(user), position, at);
        // Several parts of a page read at once: one that was begun earlier and answered later knows less.
        if (_last is null || _last.At <= read.At)
        {
            _last = read;
        }

        return read.Actor ?? throw new SignedOutException();
    }

    private static HashSet<string> TagsOf(ClaimsPrincipal user) =>
        PortalClaims.Session(user) is { } session ? [ChangeTags.Of(SubjectKind.Session, session)] : [];

    /// <summary>Who it was, as of a moment and a place in the feed.</summary>
    private sealed record Known(Actor? Actor, IReadOnlySet<string> Tags, long Position, long At);
}
