namespace Portal.Sandbox.Storage;

/// <summary>The world's time.</summary>
internal static class ClockTables
{
    extension(Store store)
    {
        public Table<WorldTime> Clock => store.TableOf<WorldTime>();
    }
}
