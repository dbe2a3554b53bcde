using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;
using Portal.Domain.Tests.Provisioning;

namespace Portal.Domain.Tests.EndpointServices;

/// <summary>What AWS holds for one service. It refuses what AWS refuses, so that a plan in the wrong order fails.</summary>
internal sealed class ModelServiceAws(ServiceFate fate)
{
    public static readonly TimeSpan Round = TimeSpan.FromSeconds(30);

    private int _work;
    private int _balancerDue;
    private int _serviceDue;

    public DateTimeOffset Now { get; private set; } = Samples.Now;

    public ModelObject<ObservedLoadBalancer> Balancer { get; } = new("load balancer", balancer => balancer.Arn);

    public ModelObject<ObservedServiceConfiguration> Service { get; } = new("endpoint service", service => service.ServiceId);

    public Dictionary<string, ModelObject<ObservedTargetGroup>> Groups { get; } = [];

    public Dictionary<string, ModelObject<ObservedListener>> Listeners { get; } = [];

    public HashSet<string> Principals { get; } = [];

    public List<ObservedServiceConnection> Connections { get; } = [];

    public bool IsEmpty =>
        Balancer.Value is null && Service.Value is null && Groups.Values.All(group => group.Value is null)
            && Listeners.Values.All(listener => listener.Value is null);

    /// <summary>Whether AWS hides at the moment something that stands.</summary>
    public bool Hides =>
        Balancer.IsMissedAt(Now) || Service.IsMissedAt(Now) || Groups.Values.Any(group => group.IsMissedAt(Now))
            || Listeners.Values.Any(listener => listener.IsMissedAt(Now));

    /// <summary>What concerns the spec, as the portal looks for it.</summary>
    public EndpointServiceObservation Observe(EndpointServiceSpec spec, bool ending)
    {
        foreach (var part in spec.AllTargetGroups)
        {
            Groups.TryAdd(part, new("target group", group => group.Arn));
        }

        foreach (var listener in spec.AllListeners)
        {
            Listeners.TryAdd(listener.Part, new("listener", one => one.Arn));
        }

        return new(
            Now, Balancer.Observe(Now, ending),
            spec.AllTargetGroups.ToDictionary(part => part, part => Groups[part].Observe(Now, ending)),
            spec.AllListeners.ToDictionary(listener => listener.Part, listener => Listeners[listener.Part].Observe(Now, ending)),
            Service.Observe(Now, ending), [.. Principals], [.. Connections]);
    }

    public void Execute(EndpointServiceSpec spec, PlanStep step)
    {
        var call = step.Call!;
        switch (call)
        {
            case CreateLoadBalancerCall create:
                _balancerDue = _work + fate.RoundsOfWork;
                Balancer.Make(
                    new(
                        $"arn:lb/{_work}", "lb", LoadBalancerState.Provisioning, null,
                        [.. spec.Subnets.Where(subnet => create.SubnetIds.Contains(subnet.SubnetId))], CrossZone: false, AttributesAt: Now,
                        DeletionProtection: false),
                    Now, Lag);
                break;
            case CreateTargetGroupCall create:
                Groups[step.Key.Part!].Make(
                    new($"arn:tg/{step.Key.Part}/{create.TargetType}/{_work}", "tg", [], TargetsAt: Now,
                        HealthCheck: (create.HealthCheck ?? HealthCheck.Default).Whole, Attributes: TargetGroupAttributes.DefaultOf(create.Protocol),
                        AttributesAt: Now),
                    Now, Lag);
                break;
            case RegisterTargetsCall register:
                Group(register.TargetGroupArn).Change(group => group with
                {
                    Targets = [.. group.Targets.Where(target => register.Targets.All(other => (other.Id, other.Port) != (target.Id, target.Port))),
                        .. register.Targets.Select(
                            target => new ObservedTarget(target.Id, target.Port, TargetHealthState.Initial, null, target.AvailabilityZone))],
                });
                break;
            case CreateListenerCall create:
                Accept(Balancer.Value?.Arn == create.LoadBalancerArn && Group(create.TargetGroupArn).Value is not null, call);
                Accept(Listeners.Values.All(listener => listener.Value?.Port != create.Port), call);
                Listeners[step.Key.Part!]
                    .Make(new($"arn:listener/{create.Port}/{_work}", create.Protocol, create.Port, create.TargetGroupArn), Now, Lag);
                break;
            case CreateServiceCall create:
                Accept(
                    Balancer.Value is { State: LoadBalancerState.Active or LoadBalancerState.ActiveImpaired } balancer
                        && balancer.Arn == create.LoadBalancerArn,
                    call);
                _serviceDue = _work + fate.RoundsOfWork;
                Service.Make(
                    new($"vpce-svc-{_work}", $"com.amazonaws.vpce.vpce-svc-{_work}", ServiceConfigurationState.Pending, true, [create.LoadBalancerArn], [],
                    create.PrivateDnsName, create.PrivateDnsName is null ? PrivateDnsNameState.None : PrivateDnsNameState.PendingVerification, null), Now, Lag);
                break;
            default:
                Change(spec, call);
                break;
        }
    }

    private void Change(EndpointServiceSpec spec, StepCall call)
    {
        switch (call)
        {
            case SetSubnetsCall set:
                Accept(Balancer.Is(set.LoadBalancerArn), call);
                Balancer.Change(balancer => balancer with { Subnets = [.. spec.Subnets.Where(subnet => set.SubnetIds.Contains(subnet.SubnetId))] });
                break;
            case ModifyHealthCheckCall modify:
                Group(modify.TargetGroupArn).Change(group => group with { HealthCheck = modify.HealthCheck });
                break;
            case SetBalancerAttributesCall set:
                Accept(Balancer.Is(set.LoadBalancerArn), call);
                Balancer.Change(balancer => balancer with
                {
                    CrossZone = set.Attributes.CrossZone ?? balancer.CrossZone,
                    DeletionProtection = set.Attributes.DeletionProtection ?? balancer.DeletionProtection,
                });
                break;
            case SetGroupAttributesCall set:
                Group(set.TargetGroupArn).Change(group => group with
                {
                    Attributes = new(
                        set.Attributes.DeregistrationDelaySeconds ?? group.Attributes!.DeregistrationDelaySeconds,
                        set.Attributes.ConnectionTermination ?? group.Attributes!.ConnectionTermination,
                        set.Attributes.ProxyProtocolV2 ?? group.Attributes!.ProxyProtocolV2),
                });
                break;
            case DeregisterTargetsCall take:
                Group(take.TargetGroupArn).Change(group => group with
                {
                    Targets = [.. group.Targets.Where(target => take.Targets.All(other => (other.Id, other.Port) != (target.Id, target.Port)))],
                });
                break;
            case ForwardListenerCall forward:
                Accept(Group(forward.TargetGroupArn).Value is not null, call);
                Listeners.Values.Single(listener => listener.Is(forward.ListenerArn))
                    .Change(listener => listener with { TargetGroupArn = forward.TargetGroupArn });
                break;
            default:
                ExecuteOnService(call);
                break;
        }
    }

    /// <summary>Half a minute goes by, and AWS gets on with what it was asked to do.</summary>
    public void PassTime()
    {
        (Now, _work) = (Now + Round, _work + 1);
        Balancer.Change(
            balancer => balancer.State == LoadBalancerState.Provisioning && _work > _balancerDue ? balancer with { State = fate.BalancerEnds } : balancer);
        foreach (var group in Groups.Values)
        {
            group.Change(seen => seen with { Targets = [.. seen.Targets.Select(target => target with { Health = TargetHealthState.Healthy })] });
        }

        switch (Service.Value?.State)
        {
            case ServiceConfigurationState.Deleted:
                Service.Vanish();
                Principals.Clear();
                break;
            case ServiceConfigurationState.Deleting:
                Service.Change(service => service with { State = ServiceConfigurationState.Deleted });
                break;
            case ServiceConfigurationState.Pending when _work > _serviceDue:
                Service.Change(service => service with { State = fate.ServiceEnds });
                break;
        }
    }

    private TimeSpan Lag => TimeSpan.FromSeconds(fate.LagSeconds);

    private void ExecuteOnService(StepCall call)
    {
        switch (call)
        {
            case RequireAcceptanceCall require:
                Accept(IsStanding(require.ServiceId), call);
                Service.Change(service => service with { AcceptanceRequired = true });
                break;
            case NamePrivateDnsCall name:
                Accept(IsStanding(name.ServiceId), call);
                Service.Change(service => service with
                {
                    PrivateDnsName = name.Name,
                    PrivateDnsNameState = name.Name is null ? PrivateDnsNameState.None : PrivateDnsNameState.PendingVerification,
                });
                break;
            case VerifyPrivateDnsCall verify:
                Accept(IsStanding(verify.ServiceId) && Service.Value?.PrivateDnsName is not null, call);
                Service.Change(service => service with { PrivateDnsNameState = PrivateDnsNameState.Verified });
                break;
            case AllowPrincipalCall allow:
                Accept(IsStanding(allow.ServiceId), call);
                Principals.Add(allow.PrincipalArn);
                break;
            case DisallowPrincipalCall disallow:
                Accept(IsStanding(disallow.ServiceId), call);
                Principals.Remove(disallow.PrincipalArn);
                break;
            case DeleteServiceCall delete:
                Accept(Connections.Count == 0 && Service.Is(delete.ServiceId), call);
                Service.NoteDeletion();
                Service.Change(
                    service => service.State == ServiceConfigurationState.Deleted ? service : service with { State = ServiceConfigurationState.Deleting });
                break;
            case DeleteListenerCall delete:
                Delete(Listeners.Values.Single(listener => listener.Is(delete.Arn)));
                break;
            case DeleteLoadBalancerCall when Balancer.Value?.DeletionProtection == true:
                // Who cannot see it cannot know: the refusal says that it is there.
                Accept(Balancer.IsMissedAt(Now), call);
                break;
            case DeleteLoadBalancerCall delete:
                Accept(Balancer.Is(delete.Arn) && Service.Value?.State is null or ServiceConfigurationState.Deleted, call);
                Delete(Balancer);
                foreach (var listener in Listeners.Values)
                {
                    listener.Vanish();
                }

                break;
            case DeleteTargetGroupCall delete:
                Accept(Listeners.Values.All(listener => listener.Value?.TargetGroupArn != delete.Arn), call);
                Delete(Groups.Values.Single(group => group.Is(delete.Arn)));
                break;
            default:
                throw new InvalidOperationException($"A service does not send {call}");
        }
    }

    private bool IsStanding(string serviceId) =>
        Service.Value?.ServiceId == serviceId && Service.Value.State is not (ServiceConfigurationState.Deleting or ServiceConfigurationState.Deleted);

    private ModelObject<ObservedTargetGroup> Group(string arn) => Groups.Values.Single(group => group.Value?.Arn == arn);

    private static void Delete<T>(ModelObject<T> made)
        where T : class
    {
        made.NoteDeletion();
        made.Vanish();
    }

    private static void Accept(bool possible, StepCall call) => Assert.True(possible, $"AWS would refuse {call}");
}
