using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Portal.Sandbox.Protocol;

namespace Portal.Sandbox.Identities.Policies;

/// <summary>How one sort of condition compares a wanted value with one of the request, and which wanted values it takes.</summary>
internal sealed record ConditionOperator(Func<string, string, bool> Fits, Func<string, bool> Takes)
{
    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    private static readonly string[] DateForms = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    private static readonly Dictionary<string, string> Negations = new(StringComparer.Ordinal)
    {
        ["StringNotEquals"] = "StringEquals",
        ["StringNotEqualsIgnoreCase"] = "StringEqualsIgnoreCase",
        ["StringNotLike"] = "StringLike",
        ["ArnNotEquals"] = "ArnEquals",
        ["ArnNotLike"] = "ArnLike",
        ["NumericNotEquals"] = "NumericEquals",
        ["DateNotEquals"] = "DateEquals",
        ["NotIpAddress"] = "IpAddress",
    };

    private static readonly Dictionary<string, ConditionOperator> Positive = new(StringComparer.Ordinal)
    {
        ["StringEquals"] = Text((wanted, value) => wanted == value),
        ["StringEqualsIgnoreCase"] = Text((wanted, value) => wanted.Equals(value, StringComparison.OrdinalIgnoreCase)),
        ["StringLike"] = Pattern(),
        ["ArnEquals"] = Pattern(),
        ["ArnLike"] = Pattern(),
        ["Bool"] = new((wanted, value) => wanted.Equals(value, StringComparison.OrdinalIgnoreCase), wanted => bool.TryParse(wanted, out _)),
        ["IpAddress"] = new((wanted, value) => Range(wanted) is { } range && IPAddress.TryParse(value, out var address) && range.Contains(address),
            wanted => Range(wanted) is not null),
        ["NumericEquals"] = Ordered(Number, order => order == 0),
        ["NumericLessThan"] = Ordered(Number, order => order < 0),
        ["NumericLessThanEquals"] = Ordered(Number, order => order <= 0),
        ["NumericGreaterThan"] = Ordered(Number, order => order > 0),
        ["NumericGreaterThanEquals"] = Ordered(Number, order => order >= 0),
        ["DateEquals"] = Ordered(Date, order => order == 0),
        ["DateLessThan"] = Ordered(Date, order => order < 0),
        ["DateLessThanEquals"] = Ordered(Date, order => order <= 0),
        ["DateGreaterThan"] = Ordered(Date, order => order > 0),
        ["DateGreaterThanEquals"] = Ordered(Date, order => order >= 0),
    };

    /// <summary>Whether it holds just where the comparison does not.</summary>
    public bool Negates { get; private init; }

    /// <summary>Whether it compares texts; only in those are variables replaced.</summary>
    public bool IsOfTexts { get; private init; }

    /// <summary>Whether * and ? stand for other characters.</summary>
    public bool IsOfPatterns { get; private init; }

    public static ConditionOperator? Find(string name) =>
        Negations.TryGetValue(name, out var positive) ? Positive[positive] with { Negates = true } : Positive.GetValueOrDefault(name);

    private static ConditionOperator Text(Func<string, string, bool> fits) => new(fits, _ => true) { IsOfTexts = true };

    private static ConditionOperator Pattern() => Text((wanted, value) => Glob.Matches(wanted, value)) with { IsOfPatterns = true };

    private static ConditionOperator Ordered<T>(Func<string, T?> read, Func<int, bool> holds) where T : struct, IComparable<T> => new(
        (wanted, value) => read(value) is { } own && read(wanted) is { } other && holds(own.CompareTo(other)),
        wanted => read(wanted) is not null);

    private static decimal? Number(string text) => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A day or a time of ISO 8601, or seconds since 1970.</summary>
    private static DateTimeOffset? Date(string text) => DateTimeOffset.TryParseExact(text, DateForms, CultureInfo.InvariantCulture, Utc, out var time) ? time
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < int.MaxValue
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    private static IPNetwork? Range(string text) => IPNetwork.TryParse(text, out var range) ? range
        : IPAddress.TryParse(text, out var only) ? new(only, only.AddressFamily == AddressFamily.InterNetwork ? 32 : 128)
        : null;
}
