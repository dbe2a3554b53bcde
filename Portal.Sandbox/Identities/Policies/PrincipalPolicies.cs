using System.Runtime.CompilerServices;
using System.Text.Json;
using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Identities.Policies;

/// <summary>The policy documents of a user or role, by name; its id is the principal's ARN.</summary>
[Table("principalPolicies", NeverStale = true)]
internal sealed record PrincipalPolicies(string Id, string OwnerId, IReadOnlyDictionary<string, JsonElement> Documents) : IEntity
{
    private static readonly ConditionalWeakTable<PrincipalPolicies, IReadOnlyList<PolicyStatement>> Read = [];

    public DateTimeOffset? GoneAt => null;

    public IReadOnlyList<PolicyStatement> Statements() =>
        Read.GetValue(this, static policies => [.. policies.Documents.Values.SelectMany(PolicyReader.Read)]);
}
