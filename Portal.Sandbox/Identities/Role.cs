using System.Text.Json;
using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Identities;

/// <summary>A role; its id is its ARN. Who may assume it is said by its trust policy.</summary>
[Table("roles", NeverStale = true)]
internal sealed record Role(string Id, string OwnerId, string Name, string RoleId, JsonElement TrustPolicy) : IEntity
{
    public TimeSpan LongestSession { get; init; } = TimeSpan.FromHours(1);

    public DateTimeOffset? GoneAt => null;
}
