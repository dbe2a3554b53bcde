using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Resources;

/// <summary>A host outside AWS that a VPC reaches; its id is VPC and address.</summary>
[Table("dataCentreHosts")]
internal sealed record DataCentreHost(string OwnerId, string VpcId, string Name, string Address) : IEntity
{
    public string Id => IdOf(VpcId, Address);

    public DateTimeOffset? GoneAt => null;

    public static string IdOf(string vpcId, string address) => $"{vpcId}/{address}";
}
