using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Networking;
using Portal.Domain.Provisioning;

namespace Portal.Domain.Tests.Connections;

/// <summary>What AWS shows to the provider's side of endpoints that the portal did not make, and what repeated looking has learnt of them.</summary>
internal sealed class ModelProviderSide(SelfManagedStory story)
{
    public const string First = "vpce-first";
    public const string Second = "vpce-second";
    public const string Strangers = "vpce-strangers";

    private readonly Dictionary<string, Endpoint> _endpoints = new() { [Strangers] = new(SelfManagedObservations.Stranger, VpcEndpointState.Available, 0) };
    private readonly HashSet<string> _accepted = [];
    private RegisteredEndpoint? _known;
    private Absence? _absence;
    private int _round;
    private bool _missedOnce;

    public DateTimeOffset Now { get; private set; } = Samples.Now;

    /// <summary>The endpoints through which traffic goes, or is about to.</summary>
    public IEnumerable<string> Connected =>
        _endpoints.Where(endpoint => endpoint.Value is { IsConnected: true, Owner: not SelfManagedObservations.Stranger }).Select(endpoint => endpoint.Key);

    public VpcEndpointState? StateOf(string? id) => id is not null && _endpoints.TryGetValue(id, out var endpoint) ? endpoint.State : null;

    public ConnectionObservation Observe(string? registeredId)
    {
        var isAllowed = _round >= story.AllowedAt;
        var service = new ServiceFacts(
            EndpointServiceStage.Available, "vpce-svc-1", "com.amazonaws.vpce.vpce-svc-1", isAllowed, null, PrivateDnsNameState.None);
        var superseded = Connected.Where(id => id != registeredId && _accepted.Contains(id)).ToList();
        return new(Now, service, new(Presence.NeverMade), null, registeredId is null ? null : ReadEndpoint(registeredId), superseded);
    }

    public void Execute(StepCall call)
    {
        switch (call)
        {
            case AcceptConnectionCall accept:
                var knocking = _endpoints[accept.VpcEndpointId];
                Assert.True(
                    knocking.State is VpcEndpointState.PendingAcceptance or VpcEndpointState.Rejected, $"AWS would refuse {call} while it is {knocking.State}");
                Assert.Equal(story.Spec.AccountId, knocking.Owner);
                _accepted.Add(accept.VpcEndpointId);
                Turn(accept.VpcEndpointId, VpcEndpointState.Pending);
                break;
            case RejectConnectionCall reject:
                Assert.Equal(story.Spec.AccountId, _endpoints[reject.VpcEndpointId].Owner);
                Turn(reject.VpcEndpointId, VpcEndpointState.Rejected);
                break;
            default:
                throw new InvalidOperationException($"In a self-managed account the portal does not send {call}");
        }
    }

    public void Create(string id)
    {
        if (_round >= story.AllowedAt)
        {
            _endpoints.TryAdd(id, new(story.Spec.AccountId, VpcEndpointState.PendingAcceptance, _round));
        }
    }

    public void Turn(string? id, VpcEndpointState state)
    {
        if (id is not null && id != Strangers && _endpoints.TryGetValue(id, out var endpoint)
            && endpoint.State is not (VpcEndpointState.Deleting or VpcEndpointState.Deleted))
        {
            _endpoints[id] = endpoint with { State = state, Since = _round };
        }
    }

    /// <summary>The next look finds nothing, though it is there.</summary>
    public void MissOnce() => _missedOnce = true;

    /// <summary>Half a minute goes by, and AWS gets on with what it was asked to do.</summary>
    public void PassTime()
    {
        (Now, _round) = (Now + ModelEndpointAws.Round, _round + 1);
        foreach (var (id, endpoint) in _endpoints.Where(endpoint => _round > endpoint.Value.Since + story.RoundsOfWork).ToList())
        {
            switch (endpoint.State)
            {
                case VpcEndpointState.Pending:
                    Turn(id, VpcEndpointState.Available);
                    break;
                case VpcEndpointState.Deleting:
                    _endpoints[id] = endpoint with { State = VpcEndpointState.Deleted, Since = _round };
                    break;
                case VpcEndpointState.Deleted:
                    _endpoints.Remove(id);
                    break;
            }
        }
    }

    private RegisteredEndpoint ReadEndpoint(string id)
    {
        _known = _known?.VpcEndpointId == id ? _known : new(id, Now, false, new(Presence.NotYetVisible));
        var isVisible = _endpoints.TryGetValue(id, out var endpoint) && _round >= endpoint.MadeAt + story.LagRounds;
        var found = isVisible && endpoint is not null && !_missedOnce
            ? new ObservedServiceConnection(id, endpoint.Owner, endpoint.State, story.Spec.Region, Now)
            : null;
        _missedOnce = false;
        _absence = found is null ? Absence.After(_absence, Now) : null;
        var look = new ObjectRead<ObservedServiceConnection>(
            found is null ? [] : [found], id, _known.LookedForSince, _absence?.Since,
            isVisible && endpoint!.State != VpcEndpointState.Deleted ? Witness.Present : Witness.Absent);
        var seen = _known with { Sighting = look.Judge(Now) };
        return _known = seen with { WasSeen = seen.WasSeen || seen.IsOf(story.Spec) };
    }

    private sealed record Endpoint(string Owner, VpcEndpointState State, int MadeAt)
    {
        public int Since { get; init; } = MadeAt;

        public bool IsConnected => State is VpcEndpointState.Pending or VpcEndpointState.Available;
    }
}
