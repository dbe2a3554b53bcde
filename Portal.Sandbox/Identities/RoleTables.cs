using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Identities;

/// <summary>The roles that can be assumed.</summary>
internal static class RoleTables
{
    extension(Store store)
    {
        public Table<Role> Roles => store.TableOf<Role>();
    }
}
