using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Operations;

/// <summary>The client tokens that were used.</summary>
internal static class ReplayTables
{
    extension(Store store)
    {
        public Table<ReplayToken> ReplayTokens => store.TableOf<ReplayToken>();
    }
}
