using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;

namespace Portal.Infrastructure.Connections;

/// <summary>Whether the service's private DNS name leads to the endpoint inside the consumer's VPC, or what that waits for.</summary>
/// <param name="Name">The service's private DNS name; none where it has none, or AWS does not show it yet.</param>
/// <param name="IsWanted">Whether it was asked for.</param>
/// <param name="IsOn">Whether AWS shows it as switched on; none where that is not visible or there is no endpoint yet.</param>
/// <param name="Proof">What AWS says of the proof that the name is the provider's.</param>
/// <param name="WaitingFor">Whose turn it is before it can be switched on; none when it is on, or not wanted.</param>
public sealed record PrivateDnsStatusView(string? Name, bool IsWanted, bool? IsOn, PrivateDnsNameState? Proof, WaitingView? WaitingFor)
{
    internal static PrivateDnsStatusView Of(Connection connection, ConnectionObservation? seen, WorkRow? work)
    {
        var name = seen?.Service.PrivateDnsName;
        var isOn = seen?.Endpoint.Value?.PrivateDnsEnabled;
        var (isWanted, isLive) = (connection.Spec.PrivateDns, connection.Stage is ConnectionStage.Provisioning or ConnectionStage.Available);
        return new(
            name, isWanted, isOn, name is null ? null : seen!.Service.PrivateDnsNameState,
            isWanted && isLive && isOn != true && Step(work) is { WaitsFor: { } waits } ? new(waits.Who, waits.What, null) : null);
    }

    private static StepSummary? Step(WorkRow? work) => work?.Conditions.Steps.FirstOrDefault(step => step.Key == EnablePrivateDnsStep.Definition.Name);
}
