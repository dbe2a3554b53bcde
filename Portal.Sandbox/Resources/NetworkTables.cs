using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Resources;

/// <summary>Accounts, and what they have in their networks.</summary>
internal static class NetworkTables
{
    extension(Store store)
    {
        public Table<Account> Accounts => store.TableOf<Account>();

        public Table<Vpc> Vpcs => store.TableOf<Vpc>();

        public Table<Subnet> Subnets => store.TableOf<Subnet>();

        public Index<Subnet> SubnetsByVpc => store.Subnets.IndexBy(nameof(Subnet.VpcId), subnet => subnet.VpcId);

        public Table<SecurityGroup> SecurityGroups => store.TableOf<SecurityGroup>();

        public Index<SecurityGroup> SecurityGroupsByVpc => store.SecurityGroups.IndexBy(nameof(SecurityGroup.VpcId), group => group.VpcId);

        public Table<RouteTable> RouteTables => store.TableOf<RouteTable>();

        public Index<RouteTable> RouteTablesByVpc => store.RouteTables.IndexBy(nameof(RouteTable.VpcId), table => table.VpcId);

        public Table<VpnGateway> VpnGateways => store.TableOf<VpnGateway>();

        public Index<VpnGateway> VpnGatewaysByVpc => store.VpnGateways.IndexBy(nameof(VpnGateway.VpcId), gateway => gateway.VpcId);

        public Table<NetworkInterface> NetworkInterfaces => store.TableOf<NetworkInterface>();

        public Index<NetworkInterface> NetworkInterfacesByVpc => store.NetworkInterfaces.IndexBy(nameof(NetworkInterface.VpcId), card => card.VpcId);

        public Index<NetworkInterface> NetworkInterfacesBySubnet => store.NetworkInterfaces.IndexBy(nameof(NetworkInterface.SubnetId), card => card.SubnetId);

        public Table<Instance> Instances => store.TableOf<Instance>();

        public Table<DataCentreHost> DataCentreHosts => store.TableOf<DataCentreHost>();
    }
}
