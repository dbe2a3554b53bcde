using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Portal.Sandbox.Calls;
using Portal.Sandbox.DataDirectories;
using Portal.Sandbox.Resources;
using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Control;

/// <summary>The simulated public DNS, and the private hosted zones that administrators keep for their VPCs.</summary>
internal sealed class DnsControl(Engine engine, DataDirectory data)
{
    private const int LongestText = 4000;
    private const int LongestName = 253;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Map("/dns", HttpMethods.Get, ShowAsync);
        routes.Map("/dns/txt", HttpMethods.Get, ListAsync);
        routes.Map("/dns/txt", HttpMethods.Put, PublishAsync);
        routes.Map("/vpcs/{vpc}/hosted-zones", HttpMethods.Get, ListZonesAsync);
        routes.Map("/vpcs/{vpc}/hosted-zones/{name}", HttpMethods.Put, context => PutZoneAsync(context, isThere: true));
        routes.Map("/vpcs/{vpc}/hosted-zones/{name}", HttpMethods.Delete, context => PutZoneAsync(context, isThere: false));
    }

    private static async Task ShowAsync(HttpContext context)
    {
        await using var page = typeof(DnsControl).Assembly.GetManifestResourceStream("dns.html")!;
        context.Response.ContentType = "text/html; charset=utf-8";
        await page.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private Task ListAsync(HttpContext context) => context.AnswerAsync(engine.Read((store, _) => store.PublicTxts.All()
        .Select(row => new { name = row.Id, row.Values, row.Alias, row.Failure, row.StringLength }).ToList()));

    private async Task PublishAsync(HttpContext context)
    {
        if (await context.ReadAsync<TxtRecord>() is not { } record)
        {
            return;
        }

        if (record.Problems() is { Count: > 0 } problems)
        {
            await context.RefuseAsync(problems);
            return;
        }

        await ChangeAsync(context, (store, _) =>
        {
            var name = PublicTxt.Canonical(record.Name!);
            if (record.IsAnything)
            {
                store.PublicTxts.Put(new(name, record.Values ?? [])
                {
                    Alias = record.Alias,
                    Failure = record.Failure,
                    StringLength = record.StringLength ?? PublicTxt.LongestString,
                });
            }
            else
            {
                store.PublicTxts.Delete(name);
            }

            return true;
        });
    }

    private async Task ListZonesAsync(HttpContext context)
    {
        var zones = engine.Read((store, now) => store.Vpcs.Find(context.Route("vpc")) is { } vpc ? PrivateZones.Of(store, vpc.Id, now).ToList() : null);
        await (zones is null ? context.NotFoundAsync($"There is nothing like {context.Request.Path}.") : context.AnswerAsync(zones));
    }

    /// <summary>A zone of the VPC's own account, with this one VPC; the real one could have several.</summary>
    private async Task PutZoneAsync(HttpContext context, bool isThere)
    {
        var (vpcId, name) = (context.Route("vpc"), PublicTxt.Canonical(context.Route("name")));
        var own = engine.Read((store, _) => store.PrivateHostedZones.All().FirstOrDefault(zone => zone.Name == name && zone.VpcIds.Contains(vpcId)));
        if (isThere && own is null && engine.Read((store, now) => PrivateZones.Of(store, vpcId, now).Any(zone => zone.Name == name)))
        {
            await context.RefuseAsync($"name: {vpcId} asks another zone {name} already, and can ask one only");
            return;
        }

        await ChangeAsync(context, (store, _) =>
        {
            if (store.Vpcs.Find(vpcId) is not { } vpc || (!isThere && own is null))
            {
                return false;
            }

            if (!isThere)
            {
                store.PrivateHostedZones.Delete(own!.Id);
            }
            else if (own is null)
            {
                store.PrivateHostedZones.Put(new(AwsIds.New("Z").ToUpperInvariant(), vpc.OwnerId, name, [vpc.Id]));
            }

            return true;
        });
    }

    /// <summary>Makes a change that is durable before it is answered; what it does not find is a 404.</summary>
    private async Task ChangeAsync(HttpContext context, Func<Store, DateTimeOffset, bool> change)
    {
        var found = false;
        await data.Journal.FlushAsync(engine.Change((store, now) => found = change(store, now)));
        if (found)
        {
            context.Done();
        }
        else
        {
            await context.NotFoundAsync($"There is nothing like {context.Request.Path}.");
        }
    }

    private sealed record TxtRecord(string? Name, IReadOnlyList<string>? Values, string? Alias, DnsFailure? Failure, int? StringLength)
    {
        public bool IsAnything => Values is { Count: > 0 } || Alias is not null || Failure is not null;

        public List<string> Problems()
        {
            List<string> problems = [];
            if (string.IsNullOrWhiteSpace(Name) || (Name != PublicAnswer.Everything && !IsName(Name)))
            {
                problems.Add("name: the full name of the TXT record; * only with a failure, for all names");
            }

            if (Name == PublicAnswer.Everything && (Values is { Count: > 0 } || Alias is not null))
            {
                problems.Add("name: * only with a failure, for all names");
            }

            if ((Values ?? []).Any(value => value is null || value.Length > LongestText))
            {
                problems.Add($"values: texts of at most {LongestText} characters");
            }

            if (Alias is not null && (!IsName(Alias) || Values is { Count: > 0 }))
            {
                problems.Add("alias: the name of a CNAME's target, without values beside it");
            }

            if (StringLength is < 1 or > PublicTxt.LongestString)
            {
                problems.Add($"stringLength: from 1 to {PublicTxt.LongestString}");
            }

            return problems;
        }

        private static bool IsName(string name) => PublicTxt.Canonical(name) is var canonical
            && canonical.Length is > 0 and <= LongestName && canonical.All(char.IsAscii) && canonical.Split('.').All(label => label.Length is > 0 and <= 63);
    }
}
