using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Identities.Policies;

/// <summary>The policies of users and roles.</summary>
internal static class PolicyTables
{
    extension(Store store)
    {
        public Table<PrincipalPolicies> PrincipalPolicies => store.TableOf<PrincipalPolicies>();
    }
}
