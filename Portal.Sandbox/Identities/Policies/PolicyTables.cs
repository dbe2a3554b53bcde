using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Identities.Policies;

/// <summary>The policies of users and roles, and of the organisations of their accounts.</summary>
internal static class PolicyTables
{
    extension(Store store)
    {
        public Table<PrincipalPolicies> PrincipalPolicies => store.TableOf<PrincipalPolicies>();

        public Table<ServiceControlPolicies> ServiceControlPolicies => store.TableOf<ServiceControlPolicies>();
    }
}
