using System.Globalization;
using Portal.Domain.Networking;
using Portal.Domain.Provisioning;

namespace Portal.Domain.Connections;

/// <summary>Deletes the endpoint that the portal made, of whatever generation.</summary>
public sealed class DeleteEndpointStep() : EndpointStep("endpoint.delete", RepeatKind.ById, "endpoint.create")
{
    public static DeleteEndpointStep Definition { get; } = new();

    public override string Title => "Delete the interface endpoint";

    public override bool Ends => true;

    public override Type CallType => typeof(DeleteEndpointCall);

    public override IReadOnlyList<IamAction> Permissions { get; } = [IamAction.Ec2("DeleteVpcEndpoints", "vpc-endpoint")];

    public override bool? IsDone(ConnectionSpec spec, ConnectionObservation seen, StepKey key) => (key.Part, seen.Endpoint) switch
    {
        ({ } superseded, _) => seen.Superseded?.All(endpoint => endpoint.VpcEndpointId != superseded || IsGoing(endpoint)),
        (_, { Presence: Presence.Gone }) => true,
        (_, { Value: { } endpoint }) => IsGoing(endpoint),
        _ => null,
    };

    /// <param name="which">Why it is this one, for people; none for the endpoint that AWS shows.</param>
    public PlanStep Plan(ConnectionSpec spec, string id, string? which = null) => Plan(Key(), spec, id, which);

    /// <summary>Of an endpoint that an earlier generation has made: one key for each.</summary>
    public PlanStep PlanSuperseded(ConnectionSpec spec, string id) => Plan(Key(id), spec, id, "which another one has replaced");

    internal static string End(ConnectionSpec spec) =>
        spec.EndsAt is { } end ? $"at {end.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)} or when asked" : "when asked";

    protected override IEnumerable<Effect> EffectsInVpc(ConnectionSpec spec) => [EffectOf(spec)];

    private PlanStep Plan(StepKey key, ConnectionSpec spec, string id, string? which) =>
        new(key, EffectOf(spec), which is null ? $"Delete {id}" : $"Delete {id}, {which}", new DeleteEndpointCall(id), null);

    private Effect EffectOf(ConnectionSpec spec) => InVpc(spec, End(spec));

    private static bool IsGoing(ObservedEndpoint endpoint) => endpoint.State is VpcEndpointState.Deleting or VpcEndpointState.Deleted;
}

[StoredAs("deleteEndpoint")]
public sealed record DeleteEndpointCall(string VpcEndpointId) : StepCall;
