using System.Text.Json.Serialization;

namespace Portal.Sandbox.Storage;

/// <summary>The world's time: the machine's, moved on by a test, or standing still.</summary>
[Table("clock", NeverStale = true)]
internal sealed record WorldTime(TimeSpan Ahead, DateTimeOffset? FrozenAt) : IEntity
{
    public const string Only = "clock";

    public static readonly WorldTime Machine = new(TimeSpan.Zero, null);

    public string Id => Only;

    public string OwnerId => "";

    [JsonIgnore]
    public DateTimeOffset? GoneAt => null;

    public DateTimeOffset At(DateTimeOffset machine) => FrozenAt ?? machine + Ahead;

    public WorldTime MovedBy(TimeSpan time) => FrozenAt is { } at ? this with { FrozenAt = at + time } : this with { Ahead = Ahead + time };

    public WorldTime Frozen(DateTimeOffset machine) => this with { FrozenAt = At(machine) };

    /// <summary>Goes on from where it stood.</summary>
    public WorldTime Running(DateTimeOffset machine) => new(At(machine) - machine, null);
}
