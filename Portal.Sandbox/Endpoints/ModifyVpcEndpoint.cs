using Portal.Sandbox.Networks;
using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;
using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Endpoints;

/// <summary>Changes an endpoint's subnets, addresses, security groups, policy or private DNS. One change at a time.</summary>
internal sealed class ModifyVpcEndpoint : Ec2Operation
{
    public override void Execute(Call call, ReplyWriter reply)
    {
        var wish = Wish.Read(call.Parameters);
        call.EndDryRun();
        if (!call.Store.Endpoints.TryFind(wish.EndpointId, out var endpoint) || !call.Owns(endpoint, endpoint.Region))
        {
            throw IdKind.VpcEndpoint.NotFound(wish.EndpointId);
        }

        var state = Ready(call, endpoint);
        endpoint = WithGroups(call, endpoint, wish);
        endpoint = WithSubnets(call, endpoint, wish);
        endpoint = WithPrivateDns(call, endpoint, wish.PrivateDns, state);
        EndpointDns.CheckPolicy(wish.PolicyDocument);
        call.Store.Endpoints.Put(endpoint with
        {
            PolicyDocument = wish.ResetPolicy ? null : wish.PolicyDocument ?? endpoint.PolicyDocument,
            DnsRecordIpType = wish.DnsRecordType ?? endpoint.DnsRecordIpType,
            BusyUntil = call.Now + call.Delays.EndpointModifying,
            States = state == VpcEndpoint.Available
                ? Timeline.From(call.Now, VpcEndpoint.Pending).Then(call.Delays.EndpointModifying, VpcEndpoint.Available)
                : endpoint.States,
        });
        call.Touched(endpoint.Id);
        reply.Flag("return", true);
    }

    private static string Ready(Call call, VpcEndpoint endpoint)
    {
        if (endpoint.BusyUntil > call.Now)
        {
            throw EndpointErrors.ModifyInProgress();
        }

        return endpoint.States.At(call.Now) switch
        {
            VpcEndpoint.Available => VpcEndpoint.Available,
            VpcEndpoint.PendingAcceptance => VpcEndpoint.PendingAcceptance,
            VpcEndpoint.Pending => throw EndpointErrors.StillPending(endpoint.Id),
            var other => throw EndpointErrors.WrongState(endpoint.Id, other),
        };
    }

    private static VpcEndpoint WithGroups(Call call, VpcEndpoint endpoint, Wish wish)
    {
        if (wish.AddedGroupIds.Count == 0 && wish.RemovedGroupIds.Count == 0)
        {
            return endpoint;
        }

        var groups = endpoint.SecurityGroupIds.Union(EndpointNetwork.Groups(call, endpoint.VpcId, wish.AddedGroupIds)).Except(wish.RemovedGroupIds).ToList();
        if (groups.Count == 0)
        {
            throw new AwsError("InvalidParameter", $"The VPC endpoint {endpoint.Id} must have at least one security group.");
        }

        call.FewGroups(groups);
        foreach (var id in endpoint.NetworkInterfaceIds)
        {
            if (call.Store.NetworkInterfaces.TryFind(id, out var card))
            {
                call.Store.NetworkInterfaces.Put(card with { SecurityGroupIds = groups });
            }
        }

        return endpoint with { SecurityGroupIds = groups };
    }

    private static VpcEndpoint WithSubnets(Call call, VpcEndpoint endpoint, Wish wish)
    {
        var removed = endpoint.Subnets.Where(subnet => wish.RemovedSubnetIds.Contains(subnet.SubnetId)).ToList();
        if (wish.RemovedSubnetIds.Except(removed.Select(subnet => subnet.SubnetId)).FirstOrDefault() is { } unknown)
        {
            throw new AwsError("InvalidParameter", $"The subnet {unknown} is not associated with the VPC endpoint {endpoint.Id}.");
        }

        // A new fixed address replaces the interface: the subnet is taken out and put in again.
        var moved = endpoint.Subnets.Except(removed).Where(subnet => wish.FixedAddresses.GetValueOrDefault(subnet.SubnetId) is { } address
            && call.Store.NetworkInterfaces.Find(subnet.NetworkInterfaceId)?.PrivateIp != address).ToList();
        var kept = endpoint.Subnets.Except(removed).Except(moved).ToList();
        var added = wish.AddedSubnetIds.Union(wish.FixedAddresses.Keys)
            .Union(moved.Select(subnet => subnet.SubnetId))
            .Except(kept.Select(subnet => subnet.SubnetId)).ToList();
        EndpointNetwork.Detach(call, removed.Concat(moved), call.Now);
        if (added.Count == 0)
        {
            return endpoint with { Subnets = kept };
        }

        var service = call.Store.EndpointServices.Find(endpoint.ServiceId) is { } found && found.IsLive(call.Now)
            ? found
            : throw new AwsError("InvalidServiceName", $"The Vpc Endpoint Service '{endpoint.ServiceName}' does not exist");
        var subnets = EndpointNetwork.Subnets(call, service, endpoint.VpcId, added, kept.Select(subnet => subnet.ZoneId));
        return endpoint with { Subnets = [.. kept, .. subnets.Select(subnet => Attach(call, endpoint, subnet, wish))] };
    }

    private static EndpointSubnet Attach(Call call, VpcEndpoint endpoint, Subnet subnet, Wish wish) =>
        EndpointNetwork.Attach(call, endpoint.Id, subnet, wish.FixedAddresses.GetValueOrDefault(subnet.Id), endpoint.SecurityGroupIds);

    private static VpcEndpoint WithPrivateDns(Call call, VpcEndpoint endpoint, bool? wanted, string state) => wanted switch
    {
        true when !endpoint.PrivateDnsEnabled => endpoint with
        {
            PrivateDnsEnabled = true,
            PrivateDnsName = EndpointDns.AllowedName(
                call, call.Store.EndpointServices.Find(endpoint.ServiceId), endpoint.ServiceName, endpoint.VpcId, endpoint.Id, state),
        },
        false => endpoint with { PrivateDnsEnabled = false, PrivateDnsName = null },
        _ => endpoint,
    };

    private sealed record Wish
    {
        public required string EndpointId { get; init; }
        public required IReadOnlyList<string> AddedSubnetIds { get; init; }
        public required IReadOnlyList<string> RemovedSubnetIds { get; init; }
        public required IReadOnlyDictionary<string, string?> FixedAddresses { get; init; }
        public required IReadOnlyList<string> AddedGroupIds { get; init; }
        public required IReadOnlyList<string> RemovedGroupIds { get; init; }
        public bool? PrivateDns { get; init; }
        public string? DnsRecordType { get; init; }
        public bool ResetPolicy { get; init; }
        public string? PolicyDocument { get; init; }

        public static Wish Read(QueryParameters parameters)
        {
            if (parameters.Text("IpAddressType") is { Length: > 0 } type && type != "ipv4")
            {
                throw new AwsError("InvalidParameter", $"The VPC endpoint does not support the IP address type: {type}.");
            }

            return new()
            {
                EndpointId = IdKind.VpcEndpoint.Check(parameters.Required("VpcEndpointId")),
                AddedSubnetIds = [.. parameters.Texts("AddSubnetId").Select(IdKind.Subnet.Check)],
                RemovedSubnetIds = [.. parameters.Texts("RemoveSubnetId").Select(IdKind.Subnet.Check)],
                FixedAddresses = EndpointNetwork.FixedAddresses(parameters),
                AddedGroupIds = [.. parameters.Texts("AddSecurityGroupId").Select(IdKind.SecurityGroup.Check)],
                RemovedGroupIds = [.. parameters.Texts("RemoveSecurityGroupId").Select(IdKind.SecurityGroup.Check)],
                PrivateDns = parameters.Flag("PrivateDnsEnabled"),
                DnsRecordType = EndpointDns.RecordType(parameters),
                ResetPolicy = parameters.Flag("ResetPolicy") ?? false,
                PolicyDocument = parameters.Text("PolicyDocument") is { Length: > 0 } document ? document : null,
            };
        }
    }
}
