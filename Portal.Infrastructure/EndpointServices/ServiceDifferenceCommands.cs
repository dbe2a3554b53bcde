using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Domain.EndpointServices;
using Portal.Infrastructure.Commands;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;
using Portal.Infrastructure.Validation;

namespace Portal.Infrastructure.EndpointServices;

/// <summary>Decides on what others have changed in AWS of a published service: put it back now, want it, or leave it alone.</summary>
public sealed class ServiceDifferenceCommands(CommandRunner runner)
{
    /// <param name="seenVersion">The version that the person was shown.</param>
    /// <exception cref="InvalidInputException">Everything that is wrong with the input; nothing was stored.</exception>
    /// <exception cref="DomainException">It is not published, or a change is being decided already.</exception>
    public Task<Receipt> DecideAsync(
        Actor actor, Guid id, int? seenVersion, DecideDifferencesInput input, IdempotencyKey? key, CancellationToken cancellationToken) =>
        runner.ChangeServiceAsync(actor, id, seenVersion, key, async (context, changes, service) =>
        {
            if (!service.MayChange)
            {
                throw new IllegalMoveException("The service", service.Stage.ToString(), "Change");
            }

            var choice = await DifferenceChoice.ReadAsync(context, SubjectKind.Service, id, input, cancellationToken);
            if (choice.Action != DifferenceAction.Adopt)
            {
                service.Decide(choice.Decisions, choice.Standing, input.Reason);
                return;
            }

            var seen = Observations.Read<EndpointServiceObservation>(choice.Observation) ?? throw new SomeoneWasFasterException("the service");
            var next = EndpointServiceDifferences.Adopt(service.Spec, seen, choice.Keys);
            Check(next);
            await ChangeServiceCommands.ChangeToAsync(context, changes, service, next, cancellationToken);
        }, cancellationToken);

    private static void Check(EndpointServiceSpec next)
    {
        var errors = new InputErrors();
        errors.Check(next.Subnets.Count > 0, "keys", "A load balancer needs a zone: adopt one that was added as well.");
        foreach (var listener in next.Listeners.Where(listener => listener.TargetGroup is { ManagedOutside: not true, Targets.Count: 0 }))
        {
            errors.Add(
                "keys",
                $"{listener.Protocol} {listener.Port} would have no target: adopt one that was added as well, or let others look after its targets.");
        }

        errors.ThrowIfAny();
    }
}
