using System.Runtime.CompilerServices;
using System.Text.Json;
using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Identities.Policies;

/// <summary>What an organisation denies to all of an account, its root as well, by name of the document; its id is the account's.</summary>
[Table("serviceControlPolicies", NeverStale = true)]
internal sealed record ServiceControlPolicies(string Id, IReadOnlyDictionary<string, JsonElement> Documents) : IEntity
{
    private static readonly ConditionalWeakTable<ServiceControlPolicies, IReadOnlyList<PolicyStatement>> Read = [];

    public string OwnerId => Id;

    public DateTimeOffset? GoneAt => null;

    public IReadOnlyList<PolicyStatement> Statements() =>
        Read.GetValue(this, static policies => [.. policies.Documents.Values.SelectMany(PolicyReader.Read)]);
}
