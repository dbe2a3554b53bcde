using System.Runtime.CompilerServices;
using Portal.Domain.EndpointServices;
using static Portal.Domain.EndpointServices.EndpointServiceAction;
using static Portal.Domain.EndpointServices.EndpointServiceStage;

namespace Portal.Domain.Tests.EndpointServices;

/// <summary>The moves of a service as they were agreed, written apart from the product's table.</summary>
internal static class ExpectedServiceMoves
{
    public static readonly Dictionary<(EndpointServiceStage From, EndpointServiceAction Action), EndpointServiceStage> All = new()
    {
        [(Draft, Publish)] = Publishing,
        [(Publishing, MarkAvailable)] = Available,
        [(Publishing, Withdraw)] = Withdrawing,
        [(Available, Drain)] = Draining,
        [(Available, MarkLost)] = Lost,
        [(Draining, ResumeService)] = Available,
        [(Draining, Withdraw)] = Withdrawing,
        [(Draining, MarkLost)] = Lost,
        [(Lost, Withdraw)] = Withdrawing,
        [(Lost, MarkAvailable)] = Available,
        [(Lost, MarkDraining)] = Draining,
        [(Withdrawing, MarkWithdrawn)] = Withdrawn,
    };

    private static readonly Dictionary<EndpointServiceStage, IReadOnlyList<EndpointServiceAction>> WaysTo = Paths.From(Publishing, All);

    /// <summary>The stages that a published service can come to; a draft is never stored.</summary>
    public static IReadOnlyCollection<EndpointServiceStage> Reachable => WaysTo.Keys;

    /// <summary>Takes any move through the aggregate's one door, whoever it belongs to.</summary>
    public static void Move(this EndpointService service, EndpointServiceAction action, string? reason, DateTimeOffset now) =>
        Move(service, action, reason, now, null);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "Move")]
    private static extern void Move(
        EndpointService service, EndpointServiceAction action, string? reason, DateTimeOffset now, IReadOnlyDictionary<string, string?>? details);

    /// <summary>A service that has come to the stage, with its history told already.</summary>
    public static EndpointService At(EndpointServiceStage stage)
    {
        var service = Samples.Service();
        foreach (var action in WaysTo[stage])
        {
            service.Move(action, null, Samples.Now);
        }

        service.TakeEvents();
        return service;
    }
}
