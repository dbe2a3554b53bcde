using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Faults;

/// <summary>Fault rules, and the hosts that are down.</summary>
internal static class FaultTables
{
    extension(Store store)
    {
        public Table<FaultRule> Faults => store.TableOf<FaultRule>();

        public Table<HostDown> HostsDown => store.TableOf<HostDown>();
    }
}
