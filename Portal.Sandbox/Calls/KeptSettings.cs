using System.Text.Json.Serialization;
using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Calls;

/// <summary>The settings that the control API has put in the place of those the sandbox was started with.</summary>
[Table("settings", NeverStale = true)]
internal sealed record KeptSettings(SandboxSettings Settings) : IEntity
{
    public const string Only = "settings";

    public string Id => Only;

    public string OwnerId => "";

    [JsonIgnore]
    public DateTimeOffset? GoneAt => null;
}
