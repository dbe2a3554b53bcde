using Portal.Domain.Connections;
using Portal.Domain.Networking;
using Portal.Domain.Provisioning;

namespace Portal.Domain.Tests.Connections;

/// <summary>Plays a story round by round: look, plan, take the next ready step, look again; then time passes.</summary>
internal sealed class ConnectionLife
{
    private const int Rounds = 110;

    private readonly ConnectionStory _story;
    private readonly ModelEndpointAws _aws;
    private readonly Connection _connection;
    private Operation? _unanswered;
    private Absence? _absence;
    private bool _hasReconnected;

    private ConnectionLife(ConnectionStory story)
    {
        (_story, _aws) = (story, new ModelEndpointAws(story.Spec, story.Fate));
        _connection = Connection.Request(
            Samples.ConsumerTeam, Samples.ProviderTeam, new ConnectionDraft(story.Spec, "Billing", new Dictionary<string, string>(), null), Samples.Consumer(),
            Samples.Now);
        _connection.Submit(Samples.ReviewId, Samples.Now);
        _connection.Approve(_connection.Effects.PlanHash, Samples.Now);
        _unanswered = story.IsResumed
            ? new(Samples.ReviewId, CreateEndpointStep.Definition.Key(), 1, OperationOutcome.Open, Samples.Now, Samples.Now, null, null)
            : null;
    }

    public ConnectionStage Stage => _connection.Stage;

    public Plan<ConnectionAction> Last { get; private set; } = new([], SyncState.Unknown);

    public string End => Last.Blocked is not null ? "Blocked" : Stage.ToString();

    public static ConnectionLife Live(ConnectionStory story)
    {
        var life = new ConnectionLife(story);
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
                _aws.Endpoint.HasTwin || _aws.State is VpcEndpointState.Rejected or VpcEndpointState.Failed or VpcEndpointState.Partial,
                $"Nothing in AWS explains why it is blocked: {Last.Blocked.Cause}");
            return;
        }

        switch (Stage)
        {
            case ConnectionStage.Available:
                ShouldStandAsApproved();
                break;
            case ConnectionStage.Deleted:
                Assert.Null(_aws.Endpoint.Value);
                break;
            case ConnectionStage.Disconnected:
                Assert.Equal(
                    (SyncState.Drifted, _aws.State == VpcEndpointState.Rejected ? Party.Provider : Party.Consumer), (Last.Sync, Last.WaitingFor!.Who));
                break;
            default:
                Assert.Fail($"It did not come to rest: {Stage}, {Last.Sync}, waiting for {Last.WaitingFor}");
                break;
        }
    }

    private void ShouldStandAsApproved()
    {
        var endpoint = _aws.Endpoint.Value!;
        var isWaitingForProof = _story.Spec.PrivateDns && !endpoint.PrivateDnsEnabled;
        Assert.True(
            ConnectionPlanRules.StandsAsApproved(_story.Spec with { PrivateDns = endpoint.PrivateDnsEnabled }, endpoint),
            "It is called available, and does not stand as approved");
        if (isWaitingForProof)
        {
            Assert.Null(_story.Fate.VerifiedAt);
            Assert.Equal((SyncState.Converging, Party.Provider), (Last.Sync, Last.WaitingFor!.Who));
        }
        else
        {
            Assert.Equal(endpoint.PrivateDnsEnabled == _story.Spec.PrivateDns ? SyncState.InSync : SyncState.Drifted, Last.Sync);
            Assert.Empty(Last.Steps);
        }
    }

    private void PeopleDecide(int round)
    {
        if (round >= _story.ReconnectAt && !_hasReconnected && Stage == ConnectionStage.Disconnected)
        {
            _connection.Reconnect(_aws.Now, _aws.Now);
            _hasReconnected = true;
        }

        if (round >= _story.DeleteAt && ConnectionLifecycle.Allows(Stage, ConnectionAction.Delete))
        {
            _connection.Delete(null, _aws.Now);
        }
    }

    private void Reconcile()
    {
        var sent = new HashSet<StepKey>();
        while (ConnectionLifecycle.IsReconciled(Stage))
        {
            var seen = _aws.Observe(Stage == ConnectionStage.Deprovisioning);
            Resolve(seen);
            Last = ConnectionPlanRules.Plan(new(_story.Spec, Stage, _connection.Reconnecting, _unanswered is not null), seen);
            if (Last.Mark is { } mark)
            {
                _connection.Mark(mark, Last.Because, _aws.Now);
            }
            else if (Last.NextReady is { Call: { } call } step && sent.Add(step.Key))
            {
                Send(call);
            }
            else
            {
                // What was just done is planned again only while the view of it lags.
                Assert.True(
                    Last.NextReady is null || _story.Fate.ViewLags || _aws.Endpoint.IsMissedAt(_aws.Now),
                    $"{Last.NextReady?.Key} is planned again, though it was done");
                return;
            }
        }
    }

    private void Resolve(ConnectionObservation seen)
    {
        _absence = seen.Endpoint.Value is null ? Absence.After(_absence, seen.At) : null;
        if (_unanswered is { } operation
            && Resolution.OfCreation(
                operation, seen.Endpoint.Value?.VpcEndpointId, _absence?.Since, ConnectionLifecycle.IsWanted(Stage), seen.At).Outcome != OperationOutcome.Open)
        {
            _unanswered = null;
        }
    }

    private void Send(StepCall call)
    {
        _aws.Execute(call);
        if (call is CreateEndpointCall)
        {
            _unanswered = null;
        }
    }
}
