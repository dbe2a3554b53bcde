using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Portal.Sandbox.Calls;
using Portal.Sandbox.DataDirectories;
using Portal.Sandbox.Faults;
using Portal.Sandbox.Networks;
using Portal.Sandbox.Resources;
using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Control;

/// <summary>What happens in the world without anybody's call: states that AWS changes by itself, hosts that come and go.</summary>
internal sealed class WorldControl(Engine engine, DataDirectory data)
{
    private static readonly string[] EndpointStates =
        ["pendingAcceptance", "pending", "available", "rejected", "failed", "expired", "partial", "deleting", "deleted"];
    private static readonly string[] ServiceStates = ["Pending", "Available", "Deleting", "Deleted", "Failed"];
    private static readonly string[] BalancerStates = ["provisioning", "active", "active_impaired", "failed"];

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Map("/states", HttpMethods.Put, PutStateAsync);
        routes.Map("/instances/{id}", HttpMethods.Delete, DeleteInstanceAsync);
        routes.Map("/instances/{id}/host", HttpMethods.Put, context => PutHostAsync(context, (store, _) => store.Instances.Find(context.Route("id"))?.Id));
        routes.Map("/vpcs/{vpc}", HttpMethods.Put, PutVpcAsync);
        routes.Map("/vpcs/{vpc}/hosts/{address}", HttpMethods.Put, context => PutHostAsync(context, (store, wish) => DataCentreHostOf(store, context, wish)));
        routes.Map("/vpcs/{vpc}/hosts/{address}", HttpMethods.Delete, DeleteHostAsync);
    }

    private async Task PutStateAsync(HttpContext context)
    {
        if (await context.ReadAsync<StateWish>() is not { } wish)
        {
            return;
        }

        var row = engine.Read((store, _) =>
            (IProgressing?)store.Endpoints.Find(wish.Id ?? "")
            ?? (IProgressing?)store.EndpointServices.Find(wish.Id ?? "")
            ?? store.LoadBalancers.Find(wish.Id ?? ""));
        var states = row switch { VpcEndpoint => EndpointStates, EndpointService => ServiceStates, _ => BalancerStates };
        if (row is null || !states.Contains(wish.State))
        {
            List<string> problems = row is null
                ? ["id: an endpoint, an endpoint service, or the ARN of a load balancer"]
                : [$"state: one of {string.Join(", ", states)}"];
            await context.RefuseAsync(problems);
            return;
        }

        await ChangeAsync(context, (store, now) =>
        {
            var moved = row.With(Timeline.From(now, wish.State!));
            store.Put(moved switch
            {
                VpcEndpoint endpoint => endpoint with { LastError = wish.Code is null ? null : new(wish.Code, wish.Message ?? wish.Code), BusyUntil = null },
                LoadBalancer balancer => balancer with { StateReason = wish.Message },
                _ => moved,
            });
            return true;
        });
    }

    private Task DeleteInstanceAsync(HttpContext context) => ChangeAsync(context, (store, _) =>
    {
        if (store.Instances.Find(context.Route("id")) is not { } instance)
        {
            return false;
        }

        store.Instances.Delete(instance.Id);
        foreach (var card in store.NetworkInterfacesBySubnet[instance.SubnetId].Where(card => card.ServesId == instance.Id).ToList())
        {
            store.NetworkInterfaces.Delete(card.Id);
        }

        return true;
    });

    private async Task PutHostAsync(HttpContext context, Func<Store, HostWish, string?> find)
    {
        if (await context.ReadAsync<HostWish>() is not { } wish)
        {
            return;
        }

        await ChangeAsync(context, (store, _) =>
        {
            if (find(store, wish) is not { } id)
            {
                return false;
            }

            if (!wish.Up)
            {
                store.HostsDown.Put(new(id));
            }
            else if (store.HostsDown.Find(id) is not null)
            {
                store.HostsDown.Delete(id);
            }

            return true;
        });
    }

    /// <summary>The host's id; a name makes a new one where there is none.</summary>
    private static string? DataCentreHostOf(Store store, HttpContext context, HostWish wish)
    {
        var id = DataCentreHost.IdOf(context.Route("vpc"), context.Route("address"));
        if (store.DataCentreHosts.Find(id) is null)
        {
            if (wish.Name is null || store.Vpcs.Find(context.Route("vpc")) is not { } vpc || !Cidr.TryAddress(context.Route("address"), out _))
            {
                return null;
            }

            store.DataCentreHosts.Put(new(vpc.OwnerId, vpc.Id, wish.Name, context.Route("address")));
        }

        return id;
    }

    private Task DeleteHostAsync(HttpContext context) => ChangeAsync(context, (store, _) =>
    {
        var id = DataCentreHost.IdOf(context.Route("vpc"), context.Route("address"));
        if (store.DataCentreHosts.Find(id) is null)
        {
            return false;
        }

        store.DataCentreHosts.Delete(id);
        return true;
    });

    private async Task PutVpcAsync(HttpContext context)
    {
        if (await context.ReadAsync<VpcWish>() is { } wish)
        {
            await ChangeAsync(context, (store, _) =>
            {
                if (store.Vpcs.Find(context.Route("vpc")) is not { } vpc)
                {
                    return false;
                }

                store.Vpcs.Put(vpc with { DnsSupport = wish.DnsSupport ?? vpc.DnsSupport, DnsHostnames = wish.DnsHostnames ?? vpc.DnsHostnames });
                return true;
            });
        }
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

    private sealed record StateWish(string? Id, string? State, string? Code, string? Message);

    private sealed record HostWish(bool Up, string? Name);

    private sealed record VpcWish(bool? DnsSupport, bool? DnsHostnames);
}
