using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;

namespace Portal.Domain.Tests.EndpointServices;

/// <summary>Plays a story round by round: look, plan, take the next ready step, look again; then time passes.</summary>
internal sealed class ServiceLife
{
    private const int Rounds = 110;

    private readonly ServiceStory _story;
    private readonly ModelServiceAws _aws;
    private IReadOnlyList<string> _granted;
    private IReadOnlyList<string> _released = [];

    private EndpointServiceSpec _spec;
    private EndpointServiceObservation? _seen;

    private ServiceLife(ServiceStory story) => (_story, _aws, _granted, _spec) = (story, new ModelServiceAws(story.Fate), story.Granted, story.Spec);

    public EndpointServiceStage Stage { get; private set; } = EndpointServiceStage.Publishing;

    public Plan<EndpointServiceAction> Last { get; private set; } = new([], SyncState.Unknown);

    public string End => Last.Blocked is not null ? "Blocked" : Stage.ToString();

    public static ServiceLife Live(ServiceStory story)
    {
        var life = new ServiceLife(story);
        for (var round = 0; round < Rounds; round++)
        {
            story.PlayActs(round, life._aws);
            life.PeopleDecide(round);
            life.Reconcile();
            life._aws.PassTime();
        }

        return life;
    }

    public void ShouldBeAtRest()
    {
        Assert.Null(Last.NextReady);
        if (Last.Blocked is not null)
        {
            Assert.True(
                _aws.Balancer.HasTwin || _aws.Balancer.Value?.State == LoadBalancerState.Failed
                    || _aws.Service.Value?.State == ServiceConfigurationState.Failed,
                $"Nothing in AWS explains why it is blocked: {Last.Blocked.Cause}");
            return;
        }

        switch (Stage)
        {
            case EndpointServiceStage.Available or EndpointServiceStage.Draining:
                ShouldStandAsSpecified();
                break;
            case EndpointServiceStage.Withdrawn:
                Assert.True(_aws.IsEmpty, "It is called withdrawn, and something of it is left in AWS");
                break;
            case EndpointServiceStage.Lost:
                Assert.Null(_aws.Service.Value);
                break;
            default:
                Assert.Fail($"It did not come to rest: {Stage}, {Last.Sync}, waiting for {Last.WaitingFor}");
                break;
        }
    }

    private void ShouldStandAsSpecified()
    {
        Assert.Equal(_spec.Subnets.ToHashSet(), _aws.Balancer.Value!.Subnets.ToHashSet());
        Assert.Superset((_spec.LoadBalancerAttributes ?? new()).Values.ToHashSet(), _aws.Balancer.Value.Attributes.Values.ToHashSet());
        foreach (var listener in _spec.Listeners)
        {
            var part = EndpointServicePlanner.Part(listener);
            var group = _aws.Groups[EndpointServicePlanner.GroupPart(listener)].Value!;
            Assert.Equal(group.Arn, _aws.Listeners[part].Value!.TargetGroupArn);
            Assert.Contains($"/{listener.TargetGroup.TargetType}/", group.Arn, StringComparison.Ordinal);
            Assert.Equal((listener.TargetGroup.HealthCheck ?? HealthCheck.Default).Whole, group.HealthCheck);
            Assert.Superset((listener.TargetGroup.Attributes ?? new()).Values.ToHashSet(), group.Attributes!.Values.ToHashSet());
            Assert.Equal((listener.Protocol, listener.Port), (_aws.Listeners[part].Value!.Protocol, _aws.Listeners[part].Value!.Port));
            Assert.Empty(
                listener.TargetGroup.Addresses.Select(target => (target.Id, target.Port)).Except(group.Targets.Select(target => (target.Id, target.Port))));
        }

        ShouldKeepNothingGivenUp();
        Assert.Equal((ServiceConfigurationState.Available, true), (_aws.Service.Value!.State, _aws.Service.Value.AcceptanceRequired));
        Assert.Empty(_granted.Except(_aws.Principals));
        Assert.Empty(_released.Except(_granted).Intersect(_aws.Principals));
        Assert.Equal(_spec.PrivateDnsName, _aws.Service.Value.PrivateDnsName);
        var isChanged = _aws.Principals.Contains("*") || !_aws.Service.Value.LoadBalancerArns.Contains(_aws.Balancer.Value.Arn)
            || HasForeignAttributes();
        Assert.Equal(isChanged ? SyncState.Drifted : SyncState.InSync, Last.Sync);
        Assert.Empty(Last.Steps);
    }

    /// <summary>What the service does not speak of, and somebody has set otherwise than AWS does by itself.</summary>
    private bool HasForeignAttributes() =>
        _aws.Balancer.Value!.Attributes.Values.Except(LoadBalancerAttributes.Default.Values)
            .Any(one => _spec.LoadBalancerAttributes?.Values.ContainsKey(one.Key) != true)
        || _spec.Listeners.Any(listener => _aws.Groups[EndpointServicePlanner.GroupPart(listener)].Value!.Attributes!.Values
            .Except(TargetGroupAttributes.DefaultOf(listener.TargetGroup.Protocol).Values)
            .Any(one => listener.TargetGroup.Attributes?.Values.ContainsKey(one.Key) != true));

    private void ShouldKeepNothingGivenUp()
    {
        var groups = _spec.Listeners.Select(EndpointServicePlanner.GroupPart).ToHashSet();
        Assert.All(_aws.Groups.Where(group => !groups.Contains(group.Key)), group => Assert.Null(group.Value.Value));
        var parts = _spec.Listeners.Select(EndpointServicePlanner.Part).ToHashSet();
        Assert.All(_aws.Listeners.Where(listener => !parts.Contains(listener.Key)), listener => Assert.Null(listener.Value.Value));
        foreach (var listener in _spec.Listeners)
        {
            var wanted = listener.TargetGroup.Addresses.Select(target => (target.Id, target.Port));
            var standing = _aws.Groups[EndpointServicePlanner.GroupPart(listener)].Value!.Targets.Select(target => (target.Id, target.Port));
            Assert.Empty(standing.Except(wanted));
        }
    }

    private void PeopleDecide(int round)
    {
        foreach (var (_, next) in _story.Changes.Where(change => change.Round == round && EndpointServiceLifecycle.IsWanted(Stage)))
        {
            _spec = EndpointServiceChange.Follow(_spec, next, _seen);
        }

        if (round == _story.ReleaseAt && _granted.Count > 0)
        {
            (_released, _granted) = ([.. _granted.Take(1)], [.. _granted.Skip(1)]);
        }

        if (_story.WithdrawAt is not { } withdrawAt || round < withdrawAt)
        {
            return;
        }

        (_released, _granted) = ([.. _released, .. _granted], []);
        if (ExpectedServiceMoves.All.TryGetValue((Stage, EndpointServiceAction.Drain), out var draining))
        {
            Stage = draining;
        }

        Stage = ExpectedServiceMoves.All.GetValueOrDefault((Stage, EndpointServiceAction.Withdraw), Stage);
    }

    /// <summary>One run of the reconciler; only stages that it looks after.</summary>
    private void Reconcile()
    {
        var sent = new HashSet<StepKey>();
        while (EndpointServiceLifecycle.IsReconciled(Stage))
        {
            _seen = _aws.Observe(_spec, Stage == EndpointServiceStage.Withdrawing);
            Last = ServicePlanRules.Plan(new(_spec, Stage, _granted, _released, _story.WithdrawAt is not null), _seen);
            if (Last.Mark is { } mark)
            {
                Stage = ExpectedServiceMoves.All[(Stage, mark)];
            }
            else if (Last.NextReady is { } step && sent.Add(step.Key))
            {
                _aws.Execute(_spec, step);
            }
            else
            {
                Assert.True(Last.NextReady is null || _aws.Hides, $"{Last.NextReady?.Key} is planned again, though it was done");
                return;
            }
        }
    }
}
