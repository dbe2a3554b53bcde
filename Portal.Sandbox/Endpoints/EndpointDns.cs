using System.Text.Json;
using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;

namespace Portal.Sandbox.Endpoints;

/// <summary>The names of an endpoint, and when it may take its service's private name.</summary>
internal static class EndpointDns
{
    private const string HostedZoneId = "Z7HUB22UULQXV";
    private const int LongestPolicy = 20480;

    /// <summary>The regional name, one for each zone under its owner's name of the zone, and to the owner the private name when it is on.</summary>
    public static void DnsEntries(this ReplyWriter reply, Call call, VpcEndpoint endpoint, bool toOwner)
    {
        var owner = call.Store.Accounts.Find(endpoint.OwnerId) ?? throw new InvalidOperationException($"The account {endpoint.OwnerId} is not in the store.");
        var tail = $"{endpoint.ServiceId}.{endpoint.Region}.vpce.amazonaws.com";
        var names = new List<(string Name, string Zone)> { ($"{endpoint.Id}-{endpoint.DnsSuffix}.{tail}", HostedZoneId) };
        names.AddRange(endpoint.Subnets.Select(subnet => ($"{endpoint.Id}-{endpoint.DnsSuffix}-{owner.ZoneName(subnet.ZoneId)}.{tail}", HostedZoneId)));
        if (toOwner && endpoint is { PrivateDnsEnabled: true, PrivateDnsName: { } name })
        {
            names.Add((name, endpoint.PrivateZoneId));
        }

        reply.List("dnsEntrySet", names, entry =>
        {
            reply.Text("dnsName", entry.Name);
            reply.Text("hostedZoneId", entry.Zone);
        });
    }

    /// <summary>Refuses private DNS where AWS would; gives the name otherwise. A state of null is an endpoint that is being created.</summary>
    public static string AllowedName(Call call, EndpointService? service, string serviceName, string vpcId, string? endpointId, string? state)
    {
        if (service?.PrivateDns is not { } name)
        {
            throw EndpointErrors.NoPrivateName(serviceName);
        }

        if (state == VpcEndpoint.PendingAcceptance || (state is null && service.AcceptanceRequired))
        {
            throw EndpointErrors.NotAccepted(serviceName);
        }

        if (name.States.At(call.Now) != PrivateDnsName.Verified)
        {
            throw EndpointErrors.NameNotVerified(serviceName);
        }

        if (call.Store.Vpcs.Find(vpcId) is not { DnsSupport: true, DnsHostnames: true })
        {
            throw EndpointErrors.DnsAttributes(vpcId);
        }

        // A VPC asks one private hosted zone of a name, be it another endpoint's or somebody's own; wider and narrower ones may stand beside it.
        var own = endpointId is null ? null : call.Store.Endpoints.Find(endpointId)?.PrivateZoneId;
        var wanted = PrivateHostedZone.NameFor(name.Name);
        var conflict = PrivateZones.Of(call.Store, vpcId, call.Now).Any(zone => zone.Name == wanted && zone.Id != own);
        return conflict ? throw EndpointErrors.ConflictingName(name.Name, vpcId) : name.Name;
    }

    /// <summary>The sort of records that an endpoint's names have; ipv4 unless something else is asked for.</summary>
    public static string? RecordType(QueryParameters parameters) => parameters.Structure("DnsOptions")?.Text("DnsRecordIpType") switch
    {
        null or "" => null,
        var type when type is "ipv4" or "service-defined" => type,
        var type => throw new AwsError("InvalidParameter", $"The DNS record IP type {type} is not supported with the IP address type ipv4."),
    };

    public static void CheckPolicy(string? document)
    {
        if (string.IsNullOrEmpty(document))
        {
            return;
        }

        try
        {
            using var json = JsonDocument.Parse(document);
            if (json.RootElement.ValueKind == JsonValueKind.Object && document.Length <= LongestPolicy)
            {
                return;
            }
        }
        catch (JsonException)
        {
            // Refused below, like every other text that is no policy.
        }

        throw new AwsError("InvalidPolicyDocument", "The specified policy document is not a valid JSON policy document.");
    }
}
