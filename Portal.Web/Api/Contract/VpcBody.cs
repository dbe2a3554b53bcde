using Portal.Domain.Networking;
using Portal.Infrastructure.Aws;

namespace Portal.Web.Api.Contract;

/// <summary>A network of an account, as AWS shows it.</summary>
internal sealed record VpcBody(
    string Id, string? Name, IReadOnlyList<string> Cidrs, bool Shared, IReadOnlyList<SubnetBody> Subnets, IReadOnlyList<SecurityGroupBody> SecurityGroups)
{
    public static VpcBody Of(VpcFacts vpc) => new(
        vpc.Id, vpc.Name, vpc.Cidrs, vpc.IsShared,
        [.. vpc.Subnets.Select(subnet => new SubnetBody(subnet.Id, subnet.Name, subnet.ZoneId, subnet.ZoneName, subnet.Cidr, subnet.FreeAddresses))],
        [.. vpc.SecurityGroups.Select(group => new SecurityGroupBody(group.Id, group.Name, group.Inbound))]);
}

internal sealed record SubnetBody(string Id, string? Name, string ZoneId, string ZoneName, string Cidr, int FreeAddresses);

/// <param name="Inbound">What the group lets in.</param>
internal sealed record SecurityGroupBody(string Id, string Name, IReadOnlyList<InboundRule> Inbound);
