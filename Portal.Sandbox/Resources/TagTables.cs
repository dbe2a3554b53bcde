using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Resources;

/// <summary>The tags of all resources.</summary>
internal static class TagTables
{
    extension(Store store)
    {
        public Table<TagSet> Tags => store.TableOf<TagSet>();
    }
}
