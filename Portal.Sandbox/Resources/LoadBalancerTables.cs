using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Resources;

/// <summary>Load balancers and what belongs to them.</summary>
internal static class LoadBalancerTables
{
    extension(Store store)
    {
        public Table<LoadBalancer> LoadBalancers => store.TableOf<LoadBalancer>();

        public Table<TargetGroup> TargetGroups => store.TableOf<TargetGroup>();

        public Table<Target> Targets => store.TableOf<Target>();

        public Index<Target> TargetsByGroup => store.Targets.IndexBy(nameof(Target.GroupArn), target => target.GroupArn);

        public Table<Listener> Listeners => store.TableOf<Listener>();

        public Index<Listener> ListenersByLoadBalancer => store.Listeners.IndexBy(nameof(Listener.LoadBalancerArn), listener => listener.LoadBalancerArn);

        public Index<Listener> ListenersByTargetGroup => store.Listeners.IndexBy(nameof(Listener.TargetGroupArn), listener => listener.TargetGroupArn);
    }
}
