using System.Text.Json.Serialization;
using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Resources;

/// <summary>A principal that may create endpoints to a service.</summary>
[Table("allowedPrincipals")]
internal sealed record AllowedPrincipal(string Id, string OwnerId, string Region, string ServiceId, string Principal) : IEntity
{
    public DateTimeOffset? GoneAt { get; init; }

    /// <summary>From when on it finds the service; null for one that was allowed before there was such a delay.</summary>
    public DateTimeOffset? VisibleAt { get; init; }

    /// <summary>AWS's word for the sort of principal.</summary>
    [JsonIgnore]
    public string Type => Principal == "*" ? "All" : Principal.Split(':')[^1].Split('/')[0] switch { "root" => "Account", "user" => "User", _ => "Role" };
}
