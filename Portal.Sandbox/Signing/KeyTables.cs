using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Signing;

/// <summary>The keys that sign requests.</summary>
internal static class KeyTables
{
    extension(Store store)
    {
        public Table<AccessKey> Keys => store.TableOf<AccessKey>();
    }
}
