using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Memory;
using Portal.Domain.Accounts;
using Portal.Infrastructure.Security;

namespace Portal.Web.Security.Limits;

/// <summary>
/// How often somebody may ask in a minute, by token, person, team, session and address. It is counted in this process, and forgotten with it.
/// </summary>
internal sealed class RequestLimits(LimitSettings settings, TimeProvider clock) : IDisposable
{
    private const int MostKnown = 10_000;

    private static readonly TimeSpan KnownFor = TimeSpan.FromHours(1);
    private static readonly TimeSpan TellAgainAfter = TimeSpan.FromMinutes(1);

    private readonly Rate<string> _tokens = new("This token", settings.TokenPerMinute);
    private readonly Rate<PersonKey> _people = new("One person", settings.PersonPerMinute);
    private readonly Rate<Guid> _teams = new("One team", settings.TeamPerMinute);
    private readonly Rate<Guid> _browsers = new("One browser", settings.BrowserPerMinute);
    private readonly Rate<int> _addresses = new("Your address, without anybody being signed in,", settings.AddressPerMinute, isOfAddresses: true);
    private readonly Rate<int> _links = new("Whoever has this link", settings.LinkPerMinute);
    private readonly MemoryCache _known = new(new MemoryCacheOptions { SizeLimit = MostKnown });
    private readonly long[] _told = new long[AddressGroup.Groups];

    /// <summary>A token as it is kept here.</summary>
    public static string Hash(string token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>
    /// Before a token is looked for: one that was good within the last hour is counted for itself; any other is a guess, for which its address has to
    /// have room.
    /// </summary>
    /// <returns>None when it may be looked for.</returns>
    public TooMany? BeforeLooking(string hash, IPAddress? address) =>
        _known.TryGetValue(hash, out _) ? _tokens.Spend(hash) : _addresses.Look(AddressGroup.Of(address));

    /// <summary>A token that was found good, or not, by looking.</summary>
    /// <returns>None when its holder may go on.</returns>
    public TooMany? AfterLooking(string hash, TokenHolder? holder)
    {
        if (holder is null)
        {
            _known.Remove(hash);
            return null;
        }

        var first = _known.TryGetValue(hash, out _) ? null : _tokens.Spend(hash);
        _known.Set(hash, true, new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = KnownFor });
        return first ?? _people.Spend(holder.Actor.Key) ?? holder.Actor.TeamIds.Select(_teams.Spend).FirstOrDefault(over => over is not null);
    }

    /// <summary>A request by nobody who is signed in.</summary>
    public TooMany? OfStranger(IPAddress? address) => _addresses.Spend(AddressGroup.Of(address));

    public TooMany? OfBrowser(Guid session) => _browsers.Spend(session);

    /// <summary>Something that is sent by a link, good or not; links are counted in groups, as addresses are.</summary>
    public TooMany? OfLink(string link) => _links.Spend((int)((uint)link.GetHashCode(StringComparison.Ordinal) % AddressGroup.Groups));

    /// <summary>Whether it is time to write down that an address asks too often: once a minute, however often it does.</summary>
    public bool IsToldNow(IPAddress? address)
    {
        ref var told = ref _told[AddressGroup.Of(address)];
        var (last, now) = (Volatile.Read(ref told), clock.GetTimestamp());
        return (last == 0 || clock.GetElapsedTime(last, now) >= TellAgainAfter) && Interlocked.CompareExchange(ref told, now, last) == last;
    }

    public void Dispose()
    {
        _tokens.Dispose();
        _people.Dispose();
        _teams.Dispose();
        _browsers.Dispose();
        _addresses.Dispose();
        _links.Dispose();
        _known.Dispose();
    }
}
