using System.Globalization;
using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;

namespace Portal.Sandbox.HostedZones;

/// <summary>Lists the private hosted zones that a VPC asks, whoever keeps them.</summary>
internal sealed class ListHostedZonesByVPC : Route53Operation
{
    private const int FullPage = 100;

    public override void Execute(Call call, ReplyWriter reply)
    {
        var id = call.Parameters.Required("vpcid");
        var region = call.Parameters.Required("vpcregion");
        var size = Size(call.Parameters.Text("maxitems"));
        var after = call.Parameters.Text("nexttoken");
        if (call.Store.Vpcs.Find(id) is not { } vpc || vpc.Region != region || vpc.OwnerId != call.AccountId)
        {
            throw new AwsError("InvalidInput", $"The VPC {id} in the region {region} is not one of the account {call.AccountId}.");
        }

        var zones = PrivateZones.Of(call.Store, id, call.Now).ToList();
        var from = string.IsNullOrEmpty(after) ? 0 : zones.FindIndex(zone => zone.Id == after);
        if (from < 0)
        {
            throw new AwsError("InvalidPaginationToken", "The value that you specified for NextToken isn't valid.");
        }

        var page = zones.Skip(from).Take(size).ToList();
        reply.List("HostedZoneSummaries", "HostedZoneSummary", page, zone =>
        {
            reply.Text("HostedZoneId", zone.Id);
            reply.Text("Name", zone.Name + ".");
            reply.Structure("Owner", () =>
            {
                reply.Text("OwningAccount", zone.OwningAccount);
                reply.Text("OwningService", zone.OwningService);
            });
        });
        reply.Number("MaxItems", size);
        reply.Text("NextToken", zones.ElementAtOrDefault(from + size)?.Id);
    }

    private static int Size(string? text) => string.IsNullOrEmpty(text) ? FullPage
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size is > 0 and <= FullPage ? size
        : throw new AwsError("InvalidInput", $"The value {text} of MaxItems is not from 1 to {FullPage}.");
}
