using FsCheck;
using FsCheck.Fluent;
using Portal.Domain.EndpointServices;
using Portal.Domain.Networking;

namespace Portal.Domain.Tests.EndpointServices;

/// <summary>One service's life: how AWS behaves, who does what when, and when it is withdrawn.</summary>
internal sealed record ServiceStory(
    EndpointServiceSpec Spec, ServiceFate Fate, IReadOnlyList<(int Round, ServiceAct Act)> Acts, IReadOnlyList<string> Granted, int ReleaseAt, int? WithdrawAt,
    TimeSpan Miss, IReadOnlyList<(int Round, EndpointServiceSpec Next)> Changes)
{
    /// <summary>Later than this nobody acts any more, and everything has to come to rest.</summary>
    public const int LastAct = 40;

    public static readonly Gen<ServiceStory> Any =
        from spec in ServiceSpecs.Any
        from lag in Gen.Choose(0, 280)
        from work in Gen.Choose(0, 6)
        from balancer in Gen.Frequency(
            (8, Gen.Constant(LoadBalancerState.Active)), (1, Gen.Constant(LoadBalancerState.ActiveImpaired)), (1, Gen.Constant(LoadBalancerState.Failed)))
        from service in Gen.Frequency((9, Gen.Constant(ServiceConfigurationState.Available)), (1, Gen.Constant(ServiceConfigurationState.Failed)))
        from count in Gen.Choose(0, 4)
        from acts in Gen.ListOf(Act, count)
        from granted in Generate.Some(0, 2, ServiceObservations.Principals[..3])
        from release in Gen.Choose(1, LastAct)
        from withdraw in Gen.Choose(-LastAct, LastAct)
        from miss in Generate.Misses
        from changed in Gen.Choose(0, 2)
        from changes in Gen.ListOf(Change, changed)
        select new ServiceStory(spec, new(lag, work, balancer, service), [.. acts], granted, release, withdraw < 0 ? null : withdraw, miss, [.. changes]);

    /// <summary>Everything about it may become another; account, region and VPC stay.</summary>
    private static Gen<(int Round, EndpointServiceSpec Next)> Change =>
        from round in Gen.Choose(0, LastAct)
        from next in ServiceSpecs.Any
        select (round, next);

    private static Gen<(int Round, ServiceAct Act)> Act =>
        from round in Gen.Choose(0, LastAct)
        from act in Gen.Frequency(
            (15, Gen.Elements(Enum.GetValues<ServiceAct>().Where(act => act != ServiceAct.DuplicateBalancer))), (1, Gen.Constant(ServiceAct.DuplicateBalancer)))
        select (round, act);

    public void PlayActs(int round, ModelServiceAws aws)
    {
        foreach (var act in Acts.Where(act => act.Round == round).Select(act => act.Act))
        {
            Play(act, aws, Miss);
        }

        // A connected endpoint is taken away in the end, or nobody could ever withdraw the service.
        if (round == LastAct)
        {
            aws.Connections.Clear();
        }
    }

    private static void Play(ServiceAct act, ModelServiceAws aws, TimeSpan miss)
    {
        switch (act)
        {
            case ServiceAct.TurnAcceptanceOff:
                aws.Service.Change(service => service with { AcceptanceRequired = false });
                break;
            case ServiceAct.RemovePrincipal when aws.Principals.Count > 0:
                aws.Principals.Remove(aws.Principals.First());
                break;
            case ServiceAct.AddForeignPrincipal when aws.Service.Value is not null:
                aws.Principals.Add("*");
                break;
            case ServiceAct.DeregisterTarget:
                aws.Groups.Values.FirstOrDefault()?.Change(group => group with { Targets = [.. group.Targets.Skip(1)] });
                break;
            case ServiceAct.DeleteListener:
                aws.Listeners.Values.FirstOrDefault()?.Vanish();
                break;
            case ServiceAct.DeleteListenerAndGroup:
                aws.Listeners.Values.FirstOrDefault()?.Vanish();
                aws.Groups.Values.FirstOrDefault()?.Vanish();
                break;
            case ServiceAct.DeleteService when aws.Connections.Count == 0:
                aws.Service.Change(
                    service => service.State == ServiceConfigurationState.Deleted ? service : service with { State = ServiceConfigurationState.Deleting });
                break;
            case ServiceAct.DeleteBalancer when aws.Service.Value is null:
                aws.Balancer.Vanish();
                foreach (var listener in aws.Listeners.Values)
                {
                    listener.Vanish();
                }

                break;
            case ServiceAct.RerouteListener:
                aws.Listeners.Values.FirstOrDefault()?.Change(listener => listener with { TargetGroupArn = "arn:tg/foreign" });
                break;
            case ServiceAct.RenamePrivately:
                aws.Service.Change(service => service with { PrivateDnsName = "renamed.example.com" });
                break;
            case ServiceAct.SwitchCrossZone:
                aws.Balancer.Change(balancer => balancer with { CrossZone = balancer.CrossZone != true });
                break;
            case ServiceAct.SwitchProxyProtocol:
                aws.Groups.Values.FirstOrDefault()?.Change(group => group with
                {
                    Attributes = group.Attributes! with { ProxyProtocolV2 = group.Attributes.ProxyProtocolV2 != true },
                });
                break;
            case ServiceAct.ConnectEndpoint when aws.Service.Value?.State == ServiceConfigurationState.Available:
                aws.Connections.Add(new("vpce-foreign", "999999999999", VpcEndpointState.Available, null, aws.Now));
                break;
            case ServiceAct.DisconnectEndpoints:
                aws.Connections.Clear();
                break;
            case ServiceAct.MissBalancer:
                aws.Balancer.Miss(aws.Now, miss);
                break;
            case ServiceAct.MissService:
                aws.Service.Miss(aws.Now, miss);
                break;
            case ServiceAct.MissListenerAndGroup:
                aws.Listeners.Values.LastOrDefault()?.Miss(aws.Now, miss);
                aws.Groups.Values.LastOrDefault()?.Miss(aws.Now, miss);
                break;
            case ServiceAct.DuplicateBalancer:
                aws.Balancer.Duplicate();
                break;
        }
    }
}
