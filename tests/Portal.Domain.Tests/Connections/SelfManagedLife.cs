using Portal.Domain.Connections;
using Portal.Domain.Networking;
using Portal.Domain.Provisioning;

namespace Portal.Domain.Tests.Connections;

/// <summary>Plays a story round by round: people act, the portal looks, plans and takes the ready steps; then time passes.</summary>
internal sealed class SelfManagedLife
{
    private const int Rounds = 80;

    private readonly SelfManagedStory _story;
    private readonly ModelProviderSide _aws;
    private readonly Connection _connection;
    private bool _hasReconnected;

    private SelfManagedLife(SelfManagedStory story)
    {
        (_story, _aws, _connection) = (story, new(story), Samples.Connection(story.Spec));
        _connection.Submit(Samples.ReviewId, Samples.Now);
        _connection.Approve(_connection.Effects.PlanHash, Samples.Now);
    }

    public string End => _last.Blocked is not null ? "Blocked" : _connection.Stage.ToString();

    private Plan<ConnectionAction> _last = new([], SyncState.Unknown);

    public static SelfManagedLife Live(SelfManagedStory story)
    {
        var life = new SelfManagedLife(story);
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var act in story.Acts.Where(act => act.Round == round).Select(act => act.Act))
            {
                life.Play(act);
            }

            life.PeopleDecide(round);
            life.Reconcile();
            life._aws.PassTime();
        }

        return life;
    }

    public void ShouldBeAtRest()
    {
        Assert.Null(_last.NextReady);
        Assert.Empty(_aws.Connected.Except(_connection.Stage is ConnectionStage.Available or ConnectionStage.Provisioning ? [_connection.VpcEndpointId!] : []));
        switch (_connection.Stage)
        {
            case ConnectionStage.Available:
                Assert.Equal((SyncState.InSync, VpcEndpointState.Available), (_last.Sync, _aws.StateOf(_connection.VpcEndpointId)));
                break;
            case ConnectionStage.Provisioning when _last.Blocked is not null:
                Assert.True(
                    _connection.VpcEndpointId == ModelProviderSide.Strangers
                        || _aws.StateOf(_connection.VpcEndpointId) is VpcEndpointState.Rejected or VpcEndpointState.Failed,
                    $"Nothing in AWS explains why it is blocked: {_last.Blocked.Cause}");
                break;
            case ConnectionStage.Deleted:
                break;
            case ConnectionStage.Disconnected when _aws.StateOf(_connection.VpcEndpointId) == VpcEndpointState.Rejected:
                Assert.Equal(Party.Provider, _last.WaitingFor?.Who);
                break;
            case ConnectionStage.Provisioning or ConnectionStage.AwaitingConsumer or ConnectionStage.Disconnected or ConnectionStage.AwaitingConsumerDelete:
                Assert.Equal(Party.Consumer, _last.WaitingFor?.Who);
                break;
            default:
                Assert.Fail($"It did not come to rest: {_connection.Stage}, {_last.Sync}, waiting for {_last.WaitingFor}");
                break;
        }
    }

    private void Play(ConsumerAct act)
    {
        switch (act)
        {
            case ConsumerAct.CreateFirst or ConsumerAct.CreateSecond:
                _aws.Create(act == ConsumerAct.CreateFirst ? ModelProviderSide.First : ModelProviderSide.Second);
                break;
            case ConsumerAct.DeleteFirst or ConsumerAct.DeleteSecond:
                _aws.Turn(act == ConsumerAct.DeleteFirst ? ModelProviderSide.First : ModelProviderSide.Second, VpcEndpointState.Deleting);
                break;
            case ConsumerAct.Reject:
                _aws.Turn(_connection.VpcEndpointId, VpcEndpointState.Rejected);
                break;
            case ConsumerAct.Fail when _aws.StateOf(_connection.VpcEndpointId) is VpcEndpointState.Pending or VpcEndpointState.Available:
                _aws.Turn(_connection.VpcEndpointId, VpcEndpointState.Failed);
                break;
            case ConsumerAct.Miss:
                _aws.MissOnce();
                break;
            case ConsumerAct.BringFirst or ConsumerAct.BringSecond or ConsumerAct.BringStrangers or ConsumerAct.BringNonsense
                when ConnectionLifecycle.Allows(_connection.Stage, ConnectionAction.BringEndpoint):
                _connection.BringEndpoint(
                    act switch
                    {
                        ConsumerAct.BringFirst => ModelProviderSide.First,
                        ConsumerAct.BringSecond => ModelProviderSide.Second,
                        ConsumerAct.BringStrangers => ModelProviderSide.Strangers,
                        _ => "vpce-nonsense",
                    },
                    _aws.Now);
                break;
        }
    }

    private void PeopleDecide(int round)
    {
        if (round >= _story.ReconnectAt && !_hasReconnected && _connection.Stage == ConnectionStage.Disconnected)
        {
            _connection.Reconnect(_aws.Now, _aws.Now);
            _hasReconnected = true;
        }

        if (round >= _story.DeleteAt && ConnectionLifecycle.Allows(_connection.Stage, ConnectionAction.Delete))
        {
            _connection.Delete(null, _aws.Now);
        }
    }

    private void Reconcile()
    {
        var sent = new HashSet<StepKey>();
        while (ConnectionLifecycle.IsReconciled(_connection.Stage))
        {
            _last = SelfManagedPlanRules.Plan(new(_story.Spec, _connection.Stage, _connection.Reconnecting), _aws.Observe(_connection.VpcEndpointId));
            if (_last.Mark is { } mark)
            {
                _connection.Mark(mark, _last.Because, _aws.Now);
            }
            else if (_last.NextReady is { Call: { } call } step && sent.Add(step.Key))
            {
                _aws.Execute(call);
            }
            else
            {
                Assert.True(_last.NextReady is null, $"{_last.NextReady?.Key} is planned again, though it was done");
                return;
            }
        }
    }
}
