using System.Text.Json.Serialization;

namespace Portal.Domain.Provisioning;

/// <summary>An AWS object together with how sure we are of it.</summary>
/// <param name="Id">The id or ARN that AWS gave it, where one is known; also of an object that is not found at the moment.</param>
public sealed record Observed<T>([property: JsonPropertyName("sight")] Presence Presence, T? Value = null, string? Id = null)
    where T : class
{
    [JsonIgnore]
    public bool IsPresent => Presence == Presence.Present;

    /// <summary>Whether creating it (again) makes no second one.</summary>
    [JsonIgnore]
    public bool MayBeCreated => Presence is Presence.NeverMade or Presence.Gone;
}
