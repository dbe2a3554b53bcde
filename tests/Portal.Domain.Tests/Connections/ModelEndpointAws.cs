using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Networking;
using Portal.Domain.Provisioning;
using Portal.Domain.Tests.Provisioning;

namespace Portal.Domain.Tests.Connections;

/// <summary>What AWS holds for one connection. It refuses what AWS refuses, so that a plan in the wrong order fails.</summary>
internal sealed class ModelEndpointAws(ConnectionSpec spec, EndpointFate fate)
{
    public static readonly TimeSpan Round = TimeSpan.FromSeconds(30);

    private int _round;
    private int _due;
    private int _madeAt;
    private int? _arrivesAt = fate.ArrivesAt;
    private VpcEndpointState _shown;

    public DateTimeOffset Now { get; private set; } = Samples.Now;

    public ModelObject<ObservedEndpoint> Endpoint { get; } = new("endpoint", endpoint => endpoint.VpcEndpointId);

    public VpcEndpointState? State => Endpoint.Value?.State;

    public ConnectionObservation Observe(bool ending)
    {
        var service = new ServiceFacts(
            _round >= fate.ServiceAt ? EndpointServiceStage.Available : EndpointServiceStage.Publishing,
            _round >= fate.ServiceAt ? "vpce-svc-1" : null, _round >= fate.ServiceAt ? "com.amazonaws.vpce.vpce-svc-1" : null,
            _round >= fate.AllowedAt, "ledger.example.com", IsVerified ? PrivateDnsNameState.Verified : PrivateDnsNameState.PendingVerification);
        var seen = Endpoint.Observe(Now, ending);
        if (seen.Value is { } endpoint && fate.ViewLags)
        {
            seen = seen with { Value = endpoint with { State = _shown } };
        }

        return new(Now, service, seen, _round >= _madeAt + fate.ProviderLag && State is not VpcEndpointState.Deleted ? State : null);
    }

    public void Execute(StepCall call)
    {
        switch (call)
        {
            case CreateEndpointCall create:
                Assert.True(_round >= fate.AllowedAt && _round >= fate.ServiceAt, "AWS would not know the service");
                // The same token: what was sent before can make no second one.
                _arrivesAt = null;
                Endpoint.Make(New(create.Subnets.Select(subnet => subnet.SubnetId), create.SecurityGroupIds), Now, TimeSpan.FromSeconds(fate.LagSeconds));
                break;
            case AcceptConnectionCall when Refuses(State is VpcEndpointState.PendingAcceptance or VpcEndpointState.Rejected, call):
                break;
            case AcceptConnectionCall:
                Accept();
                break;
            case SetPrivateDnsCall or ModifyEndpointCall when Refuses(State == VpcEndpointState.Available, call):
                break;
            case SetPrivateDnsCall dns:
                Assert.True(IsVerified, "AWS would refuse an unproven name");
                Endpoint.Change(endpoint => endpoint with { PrivateDnsEnabled = dns.Enabled });
                break;
            case ModifyEndpointCall modify:
                Endpoint.Change(endpoint => endpoint with
                {
                    SubnetIds = [.. endpoint.SubnetIds.Except(modify.RemoveSubnetIds), .. modify.AddSubnetIds],
                    SecurityGroupIds = [.. endpoint.SecurityGroupIds.Except(modify.RemoveSecurityGroupIds), .. modify.AddSecurityGroupIds],
                });
                break;
            case RejectConnectionCall when Refuses(RejectConnectionStep.IsConnected(State), call):
                break;
            case RejectConnectionCall:
                Turn(VpcEndpointState.Rejected);
                break;
            case DeleteEndpointCall:
                Endpoint.NoteDeletion();
                Delete();
                break;
            default:
                throw new InvalidOperationException($"A connection does not send {call}");
        }
    }

    public void Accept()
    {
        _due = _round + fate.RoundsOfWork;
        Turn(VpcEndpointState.Pending);
    }

    public void Delete()
    {
        if (State is not (VpcEndpointState.Deleting or VpcEndpointState.Deleted))
        {
            _due = _round + fate.RoundsOfWork;
            Turn(VpcEndpointState.Deleting);
        }
    }

    public void Turn(VpcEndpointState state) => Endpoint.Change(endpoint => endpoint with { State = state, StateText = $"{state}" });

    /// <summary>Half a minute goes by, and AWS gets on with what it was asked to do.</summary>
    public void PassTime()
    {
        (Now, _round, _shown) = (Now + Round, _round + 1, State ?? VpcEndpointState.PendingAcceptance);
        switch (State)
        {
            case VpcEndpointState.Pending when _round > _due:
                Turn(fate.Ends);
                break;
            case VpcEndpointState.Deleting when _round > _due:
                Turn(VpcEndpointState.Deleted);
                break;
            case VpcEndpointState.Deleted:
                Endpoint.Vanish();
                break;
        }

        if (_round == _arrivesAt)
        {
            Endpoint.Appear(New(spec.Subnets.Select(subnet => subnet.SubnetId), spec.SecurityGroupIds));
        }
    }

    private bool IsVerified => _round >= fate.VerifiedAt;

    private ObservedEndpoint New(IEnumerable<string> subnets, IEnumerable<string> groups)
    {
        (_madeAt, _shown) = (_round, VpcEndpointState.PendingAcceptance);
        return new(
            $"vpce-{_round}", VpcEndpointState.PendingAcceptance, "pendingAcceptance", spec.VpcId!, "com.amazonaws.vpce.vpce-svc-1", [.. subnets], [.. groups],
            false, [], [], Now, null);
    }

    /// <summary>A plan from a view that lags may come too late, and AWS says no; from a true view it must not.</summary>
    private bool Refuses(bool isPossible, StepCall call)
    {
        Assert.True(isPossible || fate.ViewLags, $"AWS would refuse {call} while it is {State}");
        return !isPossible;
    }
}
