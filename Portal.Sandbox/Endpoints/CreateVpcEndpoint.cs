using System.Security.Cryptography;
using Portal.Sandbox.EndpointServices;
using Portal.Sandbox.Networks;
using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;
using Portal.Sandbox.Storage;
using Portal.Sandbox.Tags;

namespace Portal.Sandbox.Endpoints;

/// <summary>Creates an interface endpoint to a service that the caller may use.</summary>
internal sealed class CreateVpcEndpoint : Ec2Operation
{
    public override void Execute(Call call, ReplyWriter reply)
    {
        var token = call.Parameters.Text("ClientToken");
        var wish = Wish.Read(call);
        var endpoint = ReplayToken.Original(call, token, call.Store.Endpoints, gone => gone with { States = Timeline.From(call.Now, VpcEndpoint.Deleted) });
        if (endpoint is null)
        {
            if (wish.ServiceName == $"com.amazonaws.{call.Region}.ec2")
            {
                // AWS's own service is everywhere; whoever only asks whether they may connect to it is told.
                call.EndDryRun();
            }

            var service = ServiceAccess.Visible(call, wish.ServiceName, wish.ServiceRegion ?? call.Region);
            call.EndDryRun();
            endpoint = Create(call, wish, service);
            ReplayToken.Keep(call, token, endpoint);
        }

        call.EndDryRun();
        reply.Structure("vpcEndpoint", () => reply.Endpoint(call, endpoint));
        reply.Text("clientToken", token);
    }

    private static VpcEndpoint Create(Call call, Wish wish, EndpointService service)
    {
        CheckType(wish, service);
        if (call.TakesPartIn(wish.VpcId))
        {
            throw NetworkErrors.SharedVpc(wish.VpcId);
        }

        var vpc = call.OwnVpc(wish.VpcId);
        var present = call.Store.EndpointsByVpc[vpc.Id].Count(other => other.States.At(call.Now) is not (VpcEndpoint.Deleting or VpcEndpoint.Deleted));
        if (present >= call.Account.Quotas.EndpointsPerVpc)
        {
            throw EndpointErrors.TooMany(call.Switches.QuotaNamesEndpoints, vpc.Id);
        }

        var subnets = EndpointNetwork.Subnets(call, service, vpc.Id, wish.SubnetIds.Union(wish.FixedAddresses.Keys), []);
        var groups = wish.SecurityGroupIds.Count > 0
            ? call.FewGroups(EndpointNetwork.Groups(call, vpc.Id, wish.SecurityGroupIds))
            : EndpointNetwork.DefaultGroup(call, vpc.Id);
        EndpointDns.CheckPolicy(wish.PolicyDocument);
        var privateName = wish.PrivateDns ? EndpointDns.AllowedName(call, service, service.Name, vpc.Id, null, null) : null;
        var id = AwsIds.New(IdKind.VpcEndpoint.Prefix);
        var endpoint = new VpcEndpoint
        {
            Id = id,
            OwnerId = call.AccountId,
            Region = call.Region,
            VpcId = vpc.Id,
            ServiceId = service.Id,
            ServiceName = service.Name,
            DnsSuffix = RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz0123456789", 8),
            ConnectionId = AwsIds.New("vpce-con-"),
            Subnets = [.. subnets.Select(subnet => EndpointNetwork.Attach(call, id, subnet, wish.FixedAddresses.GetValueOrDefault(subnet.Id), groups))],
            SecurityGroupIds = groups,
            PrivateDnsEnabled = wish.PrivateDns,
            PrivateDnsName = privateName,
            PolicyDocument = wish.PolicyDocument,
            DnsRecordIpType = wish.DnsRecordType ?? "ipv4",
            CreatedAt = call.Now,
            States = service.AcceptanceRequired ? Timeline.From(call.Now, VpcEndpoint.PendingAcceptance) : Accepted(call),
        };
        call.Store.Endpoints.Put(endpoint);
        TagRules.Put(call, id, endpoint.OwnerId, endpoint.Region, IdKind.VpcEndpoint.ResourceType, wish.Tags);
        call.Touched(id);
        return endpoint;
    }

    internal static Timeline Accepted(Call call) => Timeline.From(call.Now, VpcEndpoint.Pending).Then(call.Delays.EndpointPending, VpcEndpoint.Available);

    private static void CheckType(Wish wish, EndpointService service)
    {
        if (wish.Type != "Interface")
        {
            throw wish.Type == "Gateway" && wish.SubnetIds.Count > 0 ? EndpointErrors.GatewayWithSubnets() : EndpointErrors.WrongType(wish.Type);
        }

        if (wish.AddressType is { Length: > 0 } type && type != "ipv4")
        {
            throw EndpointErrors.AddressType(service.Name, type);
        }
    }

    /// <summary>What the request asks for, read before anything is looked up.</summary>
    private sealed record Wish
    {
        public required string Type { get; init; }
        public required string VpcId { get; init; }
        public required string ServiceName { get; init; }
        public string? ServiceRegion { get; init; }
        public required IReadOnlyList<string> SubnetIds { get; init; }
        public required IReadOnlyDictionary<string, string?> FixedAddresses { get; init; }
        public required IReadOnlyList<string> SecurityGroupIds { get; init; }
        public string? AddressType { get; init; }
        public bool PrivateDns { get; init; }
        public string? DnsRecordType { get; init; }
        public string? PolicyDocument { get; init; }
        public required IReadOnlyDictionary<string, string> Tags { get; init; }

        public static Wish Read(Call call)
        {
            var parameters = call.Parameters;
            parameters.Flag("DryRun");
            return new()
            {
                Type = parameters.Text("VpcEndpointType") is { Length: > 0 } type ? type : "Gateway",
                VpcId = IdKind.Vpc.Check(parameters.Required("VpcId")),
                ServiceName = parameters.Required("ServiceName"),
                ServiceRegion = parameters.Text("ServiceRegion"),
                SubnetIds = [.. parameters.Texts("SubnetId").Select(IdKind.Subnet.Check).Distinct()],
                FixedAddresses = EndpointNetwork.FixedAddresses(parameters),
                SecurityGroupIds = [.. parameters.Texts("SecurityGroupId").Select(IdKind.SecurityGroup.Check)],
                AddressType = parameters.Text("IpAddressType"),
                PrivateDns = parameters.Flag("PrivateDnsEnabled") ?? false,
                DnsRecordType = EndpointDns.RecordType(parameters),
                PolicyDocument = parameters.Text("PolicyDocument") is { Length: > 0 } document ? document : null,
                Tags = TagRules.OfSpecifications(parameters, IdKind.VpcEndpoint),
            };
        }
    }
}
