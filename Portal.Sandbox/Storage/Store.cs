using System.Text.Json;
using System.Text.Json.Serialization;
using Portal.Sandbox.Control;
using Portal.Sandbox.Endpoints;
using Portal.Sandbox.EndpointServices;
using Portal.Sandbox.EndpointServices.Notifications;
using Portal.Sandbox.Faults;
using Portal.Sandbox.Identities.Policies;
using Portal.Sandbox.LoadBalancers;
using Portal.Sandbox.LoadBalancers.Listeners;
using Portal.Sandbox.LoadBalancers.TargetGroups;
using Portal.Sandbox.LoadBalancers.Targets;
using Portal.Sandbox.Networks;
using Portal.Sandbox.Networks.Instances;
using Portal.Sandbox.Networks.RouteTables;
using Portal.Sandbox.Networks.SecurityGroups;
using Portal.Sandbox.Networks.VpnGateways;
using Portal.Sandbox.Operations;
using Portal.Sandbox.Signing;
using Portal.Sandbox.Tags;

namespace Portal.Sandbox.Storage;

/// <summary>
/// Everything that exists in the simulated AWS, in memory. Used by one call at a time; what a call changed is either
/// taken (and journaled) or undone as a whole.
/// </summary>
internal sealed class Store
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>For what people write: a misspelt name is an error.</summary>
    public static readonly JsonSerializerOptions StrictJson = new(Json) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    private readonly Dictionary<string, ITable> _tables = [];
    private readonly PriorityQueue<(ITable Table, string Id), DateTimeOffset> _ends = new();
    private List<Change> _changes = [];

    public Store()
    {
        Accounts = Add<Account>("accounts");
        Roles = Add<Role>("roles");
        Keys = Add<AccessKey>("keys");
        PrincipalPolicies = Add<PrincipalPolicies>("principalPolicies");
        Vpcs = Add<Vpc>("vpcs");
        Subnets = Add<Subnet>("subnets");
        SubnetsByVpc = Subnets.IndexBy(subnet => subnet.VpcId);
        SecurityGroups = Add<SecurityGroup>("securityGroups");
        SecurityGroupsByVpc = SecurityGroups.IndexBy(group => group.VpcId);
        RouteTables = Add<RouteTable>("routeTables");
        RouteTablesByVpc = RouteTables.IndexBy(table => table.VpcId);
        VpnGateways = Add<VpnGateway>("vpnGateways");
        VpnGatewaysByVpc = VpnGateways.IndexBy(gateway => gateway.VpcId);
        NetworkInterfaces = Add<NetworkInterface>("networkInterfaces");
        NetworkInterfacesByVpc = NetworkInterfaces.IndexBy(card => card.VpcId);
        NetworkInterfacesBySubnet = NetworkInterfaces.IndexBy(card => card.SubnetId);
        Instances = Add<Instance>("instances");
        DataCentreHosts = Add<DataCentreHost>("dataCentreHosts");
        LoadBalancers = Add<LoadBalancer>("loadBalancers");
        TargetGroups = Add<TargetGroup>("targetGroups");
        Targets = Add<Target>("targets");
        TargetsByGroup = Targets.IndexBy(target => target.GroupArn);
        Listeners = Add<Listener>("listeners");
        ListenersByLoadBalancer = Listeners.IndexBy(listener => listener.LoadBalancerArn);
        ListenersByTargetGroup = Listeners.IndexBy(listener => listener.TargetGroupArn);
        EndpointServices = Add<EndpointService>("endpointServices");
        ConnectionNotifications = Add<ConnectionNotification>("connectionNotifications");
        AllowedPrincipals = Add<AllowedPrincipal>("allowedPrincipals");
        AllowedPrincipalsByService = AllowedPrincipals.IndexBy(allowed => allowed.ServiceId);
        Endpoints = Add<VpcEndpoint>("endpoints");
        EndpointsByService = Endpoints.IndexBy(endpoint => endpoint.ServiceId);
        EndpointsByVpc = Endpoints.IndexBy(endpoint => endpoint.VpcId);
        ReplayTokens = Add<ReplayToken>("replayTokens");
        PublicTxts = Add<PublicTxt>("publicTxts");
        Tags = Add<TagSet>("tags");
        Faults = Add<FaultRule>("faults");
        HostsDown = Add<HostDown>("hostsDown");
        Settings = Add<KeptSettings>("settings");
        Clock = Add<WorldTime>("clock");
    }

    public Table<Account> Accounts { get; }

    public Table<Role> Roles { get; }

    public Table<AccessKey> Keys { get; }

    public Table<PrincipalPolicies> PrincipalPolicies { get; }

    public Table<Vpc> Vpcs { get; }

    public Table<Subnet> Subnets { get; }

    public Index<Subnet> SubnetsByVpc { get; }

    public Table<SecurityGroup> SecurityGroups { get; }

    public Index<SecurityGroup> SecurityGroupsByVpc { get; }

    public Table<RouteTable> RouteTables { get; }

    public Index<RouteTable> RouteTablesByVpc { get; }

    public Table<VpnGateway> VpnGateways { get; }

    public Index<VpnGateway> VpnGatewaysByVpc { get; }

    public Table<NetworkInterface> NetworkInterfaces { get; }

    public Index<NetworkInterface> NetworkInterfacesByVpc { get; }

    public Index<NetworkInterface> NetworkInterfacesBySubnet { get; }

    public Table<Instance> Instances { get; }

    public Table<DataCentreHost> DataCentreHosts { get; }

    public Table<LoadBalancer> LoadBalancers { get; }

    public Table<TargetGroup> TargetGroups { get; }

    public Table<Target> Targets { get; }

    public Index<Target> TargetsByGroup { get; }

    public Table<Listener> Listeners { get; }

    public Index<Listener> ListenersByLoadBalancer { get; }

    public Index<Listener> ListenersByTargetGroup { get; }

    public Table<EndpointService> EndpointServices { get; }

    public Table<ConnectionNotification> ConnectionNotifications { get; }

    public Table<AllowedPrincipal> AllowedPrincipals { get; }

    public Index<AllowedPrincipal> AllowedPrincipalsByService { get; }

    public Table<VpcEndpoint> Endpoints { get; }

    public Index<VpcEndpoint> EndpointsByService { get; }

    public Index<VpcEndpoint> EndpointsByVpc { get; }

    public Table<ReplayToken> ReplayTokens { get; }

    public Table<PublicTxt> PublicTxts { get; }

    public Table<TagSet> Tags { get; }

    public Table<FaultRule> Faults { get; }

    public Table<HostDown> HostsDown { get; }

    public Table<KeptSettings> Settings { get; }

    public Table<WorldTime> Clock { get; }

    public IEnumerable<ITable> Tables => _tables.Values;

    /// <summary>Drops what has ceased to exist by now; part of the next call's changes.</summary>
    public void DropGone(DateTimeOffset now)
    {
        while (_ends.TryPeek(out var end, out var at) && at <= now)
        {
            _ends.Dequeue();
            if (end.Table.Set(end.Id, null) is { } row)
            {
                if (row.GoneAt <= now)
                {
                    _changes.Add(new(end.Table, end.Id, row, null));
                }
                else
                {
                    end.Table.Set(end.Id, row);
                }
            }
        }
    }

    /// <summary>What the current call has changed so far.</summary>
    public IReadOnlyList<Change> Changes => _changes;

    /// <summary>Puts a row of whatever kind into its table.</summary>
    public void Put(IEntity row)
    {
        var table = _tables.Values.First(table => table.RowType == row.GetType());
        Changed(new(table, row.Id, table.Set(row.Id, row), row));
    }

    /// <summary>Replaces everything there is, but for sessions, by those rows.</summary>
    public void Replace(IEnumerable<(string Table, string Id, JsonElement Row)> rows)
    {
        foreach (var table in _tables.Values)
        {
            // Sessions go on: their clients hold the keys, and know nothing of another world.
            foreach (var row in table.Rows.Where(row => row is not AccessKey { SessionToken: not null }).ToList())
            {
                Changed(new(table, row.Id, table.Set(row.Id, null), null));
            }
        }

        foreach (var (name, _, json) in rows)
        {
            Put(_tables.TryGetValue(name, out var table) ? table.Parse(json) : throw new JsonException($"There is no table '{name}'."));
        }
    }

    /// <summary>Makes the current call's changes final.</summary>
    public void KeepChanges() => _changes = [];

    public void Undo()
    {
        for (var i = _changes.Count - 1; i >= 0; i--)
        {
            var (table, id, before, _) = _changes[i];
            table.Set(id, before);
            Remember(table, before);
        }

        _changes = [];
    }

    /// <summary>Puts back one journaled change; null means the entity was deleted.</summary>
    public void Restore(string table, string id, JsonElement? row)
    {
        if (!_tables.TryGetValue(table, out var found))
        {
            throw new JsonException($"There is no table '{table}'.");
        }

        found.Restore(id, row);
    }

    /// <summary>To be called once after the last <see cref="Restore"/>.</summary>
    public void RestoreEnds()
    {
        foreach (var table in _tables.Values)
        {
            foreach (var row in table.Rows)
            {
                Remember(table, row);
            }
        }
    }

    private Table<T> Add<T>(string name) where T : class, IEntity
    {
        var table = new Table<T>(name, Changed);
        _tables.Add(name, table);
        return table;
    }

    private void Changed(Change change)
    {
        _changes.Add(change);
        Remember(change.Table, change.After);
    }

    private void Remember(ITable table, IEntity? row)
    {
        if (row?.GoneAt is { } end)
        {
            _ends.Enqueue((table, row.Id), end);
        }
    }
}
