using Microsoft.AspNetCore.Components.Authorization;
using Portal.Domain.Accounts;
using Portal.Infrastructure.Security;

namespace Portal.Web.Security;

/// <summary>Who looks at a page, with the roles of this moment: a change of them, and the end of the session, count in open pages, too.</summary>
public sealed class Viewer(AuthenticationStateProvider authentication, Identities identities, TimeProvider clock)
{
    // A page that reads often asks no more often than this; what somebody does is always checked anew.
    private static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(5);

    private Actor? _known;
    private long _knownAt;

    /// <summary>For reading: at most five seconds old.</summary>
    /// <exception cref="SignedOutException">The person is signed out, or was removed.</exception>
    public async Task<Actor> ReaderAsync(CancellationToken cancellationToken) =>
        _known is { } known && clock.GetElapsedTime(_knownAt) < GoodFor ? known : await ActorAsync(cancellationToken);

    /// <summary>For doing something.</summary>
    /// <exception cref="SignedOutException">The person is signed out, or was removed.</exception>
    public async Task<Actor> ActorAsync(CancellationToken cancellationToken)
    {
        _known = await identities.ActorAsync((await authentication.GetAuthenticationStateAsync()).User, cancellationToken);
        _knownAt = clock.GetTimestamp();
        return _known ?? throw new SignedOutException();
    }
}
