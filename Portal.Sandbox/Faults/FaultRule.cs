using System.Text.Json.Serialization;
using Portal.Sandbox.Operations;
using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Faults;

/// <summary>What a fault does.</summary>
internal enum FaultKind
{
    Error,
    Latency,
    LostReply,
    Reset,
    Stale,
    NotYetVisible,
    ListLag,
    Stuck,
    ZoneLoss,
    UnhealthyTarget,
}

/// <summary>What a fault does, and with which details.</summary>
internal sealed record FaultEffect(FaultKind? Kind)
{
    public string? Code { get; init; }
    public string? Message { get; init; }
    public int? Status { get; init; }

    /// <summary>How long a latency is, or how far reads lag behind.</summary>
    public double? Seconds { get; init; }

    /// <summary>The id or ARN of what is stuck; * stands for any text.</summary>
    public string? Resource { get; init; }

    /// <summary>The state that is not left; where it is, when left out.</summary>
    public string? State { get; init; }

    /// <summary>The lost zone, by id.</summary>
    public string? Zone { get; init; }

    /// <summary>The instance or address that fails its health checks.</summary>
    public string? Target { get; init; }

    /// <summary>Whether it befalls calls, rather than standing over the world as long as the rule does.</summary>
    [JsonIgnore]
    public bool IsOfCalls => Kind is not (FaultKind.Stuck or FaultKind.ZoneLoss or FaultKind.UnhealthyTarget);

    [JsonIgnore]
    public bool IsOfReads => Kind is FaultKind.Stale or FaultKind.NotYetVisible or FaultKind.ListLag;
}

/// <summary>What the control API is asked for: which calls or things, and what befalls them.</summary>
internal sealed record FaultWish
{
    public string? Account { get; init; }

    /// <summary>An action's name; * stands for any text.</summary>
    public string? Action { get; init; }
    public string? Region { get; init; }

    /// <summary>Only the nth matching call.</summary>
    public int? Nth { get; init; }

    /// <summary>Every nth matching call.</summary>
    public int? Every { get; init; }

    /// <summary>At most so many times.</summary>
    public int? Times { get; init; }

    /// <summary>How likely each matching call is struck; which ones is a function of the seed alone.</summary>
    public double? Probability { get; init; }
    public int Seed { get; init; }
    public FaultEffect? Effect { get; init; }
}

/// <summary>A rule with what has come of it so far.</summary>
internal sealed record FaultRule(string Id, FaultWish Rule, DateTimeOffset CreatedAt) : IEntity
{
    public string OwnerId => "";

    [JsonIgnore]
    public DateTimeOffset? GoneAt => null;

    /// <summary>The matching calls so far.</summary>
    public int Seen { get; init; }

    /// <summary>Those among them that it struck.</summary>
    public int Struck { get; init; }

    [JsonIgnore]
    public FaultEffect Effect => Rule.Effect!;

    public bool Concerns(string? accountId, string? region) =>
        (Rule.Account is null || Rule.Account == accountId) && (Rule.Region is null || Rule.Region == region);

    public bool Matches(string? accountId, string? region, string action) =>
        Effect.IsOfCalls && Concerns(accountId, region) && (Rule.Action is null || Glob.Matches(Rule.Action, action)) && (!Effect.IsOfReads || Operation.IsReading(action));

    /// <summary>The rule after one more matching call.</summary>
    public FaultRule Counted()
    {
        var seen = Seen + 1;
        var strikes = (Rule.Times is not { } times || Struck < times)
            && (Rule.Nth is not { } nth || seen == nth)
            && (Rule.Every is not { } every || seen % every == 0)
            && (Rule.Probability is not { } probability || Chance(Rule.Seed, seen) < probability);
        return this with { Seen = seen, Struck = strikes ? Struck + 1 : Struck };
    }

    /// <summary>A number from 0 to 1 that is the same for the same seed and count, before and after a restart.</summary>
    private static double Chance(int seed, int count)
    {
        var mixed = unchecked(((ulong)(uint)seed << 32 | (uint)count) * 0x9E3779B97F4A7C15UL);
        mixed = unchecked((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL);
        mixed = unchecked((mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL);
        return ((mixed ^ (mixed >> 31)) >> 11) / (double)(1UL << 53);
    }
}
