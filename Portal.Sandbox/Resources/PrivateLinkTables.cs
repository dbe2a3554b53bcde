using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Resources;

/// <summary>Endpoint services, the endpoints that connect to them, and what both need.</summary>
internal static class PrivateLinkTables
{
    extension(Store store)
    {
        public Table<EndpointService> EndpointServices => store.TableOf<EndpointService>();

        public Table<AllowedPrincipal> AllowedPrincipals => store.TableOf<AllowedPrincipal>();

        public Index<AllowedPrincipal> AllowedPrincipalsByService =>
            store.AllowedPrincipals.IndexBy(nameof(AllowedPrincipal.ServiceId), allowed => allowed.ServiceId);

        public Table<ConnectionNotification> ConnectionNotifications => store.TableOf<ConnectionNotification>();

        public Table<VpcEndpoint> Endpoints => store.TableOf<VpcEndpoint>();

        public Index<VpcEndpoint> EndpointsByService => store.Endpoints.IndexBy(nameof(VpcEndpoint.ServiceId), endpoint => endpoint.ServiceId);

        public Index<VpcEndpoint> EndpointsByVpc => store.Endpoints.IndexBy(nameof(VpcEndpoint.VpcId), endpoint => endpoint.VpcId);

        public Table<PublicTxt> PublicTxts => store.TableOf<PublicTxt>();

        public Table<PrivateHostedZone> PrivateHostedZones => store.TableOf<PrivateHostedZone>();
    }
}
