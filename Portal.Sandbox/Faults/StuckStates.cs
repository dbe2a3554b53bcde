using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;
using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Faults;

/// <summary>Keeps endpoints, services and load balancers in the state that a rule says, with everything that would end with them.</summary>
internal static class StuckStates
{
    /// <summary>Halts what the current call has set going.</summary>
    public static void HaltChanged(Store store, DateTimeOffset now)
    {
        var rules = Rules(store).ToList();
        if (rules.Count > 0)
        {
            var moved = store.Changes.Where(change => change.After is IProgressing row && (change.Before as IProgressing)?.States != row.States);
            foreach (var change in moved.DistinctBy(change => change.Id).ToList())
            {
                if (change.Table.Row(change.Id) is IProgressing row)
                {
                    Halt(store, rules, row, now, isNew: true);
                }
            }
        }
    }

    /// <summary>Halts what exists when the rule is made.</summary>
    public static void Begin(Store store, FaultRule rule, DateTimeOffset now)
    {
        foreach (var row in All(store).ToList())
        {
            Halt(store, [rule], row, now, isNew: false);
        }
    }

    /// <summary>Lets everything go on that the rule has halted.</summary>
    public static void End(Store store, string ruleId, DateTimeOffset now)
    {
        foreach (var row in All(store).Where(row => row.States.Halted?.Cause == ruleId).ToList())
        {
            Put(store, row.With(row.States.Released(now)));
        }
    }

    private static void Halt(Store store, IReadOnlyList<FaultRule> rules, IProgressing row, DateTimeOffset now, bool isNew)
    {
        var halted = row.States.Halted is not null ? null : rules
            .Where(rule => rule.Concerns(row.OwnerId, row.Region) && (rule.Effect.Resource is null || Glob.Matches(rule.Effect.Resource, row.Id)))
            .Select(rule => row.States.Halt(rule.Id, rule.Effect.State, now, isNew))
            .FirstOrDefault(states => states is not null);
        if (halted is not null)
        {
            Put(store, row.With(halted));
        }
    }

    private static void Put(Store store, IProgressing row)
    {
        store.Put(row);
        switch (row)
        {
            case VpcEndpoint endpoint:
                foreach (var id in endpoint.NetworkInterfaceIds)
                {
                    if (store.NetworkInterfaces.Find(id) is { GoneAt: not null } card)
                    {
                        store.NetworkInterfaces.Put(card with { GoneAt = row.States.When(VpcEndpoint.Deleted) });
                        EndTags(store, id, row.States.When(VpcEndpoint.Deleted));
                    }
                }

                EndTags(store, endpoint.ConnectionId, row.GoneAt);
                break;
            case EndpointService service:
                foreach (var allowed in store.AllowedPrincipalsByService[service.Id].Where(allowed => allowed.GoneAt is not null).ToList())
                {
                    store.AllowedPrincipals.Put(allowed with { GoneAt = row.GoneAt });
                }

                break;
        }

        EndTags(store, row.Id, row.GoneAt);
    }

    private static void EndTags(Store store, string id, DateTimeOffset? end)
    {
        if (store.Tags.Find(id) is { GoneAt: not null } tags)
        {
            store.Tags.Put(tags with { GoneAt = end });
        }
    }

    private static IEnumerable<FaultRule> Rules(Store store) => store.Faults.All().Where(rule => rule.Effect.Kind == FaultKind.Stuck);

    private static IEnumerable<IProgressing> All(Store store) =>
        [.. store.Endpoints.All(), .. store.EndpointServices.All(), .. store.LoadBalancers.All()];
}
