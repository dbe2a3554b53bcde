using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Calls;

/// <summary>The settings that were changed while the sandbox ran.</summary>
internal static class SettingsTables
{
    extension(Store store)
    {
        public Table<KeptSettings> Settings => store.TableOf<KeptSettings>();
    }
}
