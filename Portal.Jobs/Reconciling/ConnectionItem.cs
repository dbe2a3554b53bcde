using Portal.Domain.Connections;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;

namespace Portal.Jobs.Reconciling;

/// <summary>A connection that this worker has claimed.</summary>
internal sealed class ConnectionItem(Claim claim, WorkConditions before, string? storedObservation) : WorkItem(claim, before, storedObservation)
{
    public Connection Connection { get; set; } = null!;

    /// <summary>What its service's own last observation says.</summary>
    public ServiceFacts Service { get; set; } = null!;

    /// <summary>How people read what its endpoint is.</summary>
    public string EndpointName { get; set; } = "";

    public ConnectionObservation? Observation { get; set; }

    /// <summary>The step that makes its endpoint, or takes over the one that stands there.</summary>
    public StepKey Obtain => EndpointStep.Obtaining(Connection.Spec).Key();

    /// <summary>Whether an endpoint that somebody else has made is to be taken over yet.</summary>
    public bool IsToBeAdopted => Connection.Spec.Adopts && KnownId is null;

    /// <summary>What its endpoint is tagged with from the beginning, beside the portal's own tags.</summary>
    /// <remarks>What stood there before keeps the name that it has, or has none.</remarks>
    public IReadOnlyDictionary<string, string> Tags => Connection.Spec.Adopts ? Connection.Tags : AwsTags.Named(Connection.Tags, EndpointName);

    /// <summary>The endpoint that a call of ours is known to have made or taken over.</summary>
    public string? KnownId => History.Latest(Obtain) is { Outcome: OperationOutcome.Succeeded, ResultId: { } id } ? id : null;

    public bool IsWanted => ConnectionLifecycle.IsWanted(Connection.Stage);

    /// <summary>Its endpoint is the portal's own, and only the provider's side of it counts.</summary>
    public bool IsCutOff => Connection.Stage == ConnectionStage.CutOff && !Connection.Spec.SelfManaged;

    /// <summary>A self-managed endpoint is its owner's to delete: the portal sends no deletion whose answer could tell.</summary>
    public bool IsEnding => Connection.Stage == ConnectionStage.Deprovisioning && !Connection.Spec.SelfManaged;

    /// <summary>Creations that another one has replaced: what was taken for gone once may show itself again.</summary>
    public IReadOnlyList<Operation> EarlierCreations => Connection.Spec.Adopts
        ? []
        : [.. History.Operations.Where(operation => operation.Key == Obtain && operation != History.Latest(Obtain))];
}
