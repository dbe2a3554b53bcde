using System.Text.Json.Serialization;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Faults;

/// <summary>A rule with what has come of it so far.</summary>
[Table("faults", NeverStale = true)]
internal sealed record FaultRule(string Id, FaultWish Rule, DateTimeOffset CreatedAt) : IEntity
{
    public string OwnerId => "";

    [JsonIgnore]
    public DateTimeOffset? GoneAt => null;

    /// <summary>The matching calls so far.</summary>
    public int Seen { get; init; }

    /// <summary>Those among them that it was applied to.</summary>
    public int Struck { get; init; }

    [JsonIgnore]
    public FaultEffect Effect => Rule.Effect!;

    public bool Concerns(string? accountId, string? region) =>
        (Rule.Account is null || Rule.Account == accountId) && (Rule.Region is null || Rule.Region == region);

    public bool Matches(string? accountId, string? region, string action) =>
        Effect.IsOfCalls && Concerns(accountId, region) && (Rule.Action is null || Glob.Matches(Rule.Action, action))
            && (!Effect.IsOfReads || AwsApi.IsReading(action));

    /// <summary>The rule after one more matching call.</summary>
    public FaultRule Counted()
    {
        var seen = Seen + 1;
        var applies = (Rule.Times is not { } times || Struck < times)
            && (Rule.Nth is not { } nth || seen == nth)
            && (Rule.Every is not { } every || seen % every == 0)
            && (Rule.Probability is not { } probability || Chance(Rule.Seed, seen) < probability);
        return this with { Seen = seen, Struck = applies ? Struck + 1 : Struck };
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
