using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Infrastructure.Commands;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;
using Portal.Infrastructure.Validation;

namespace Portal.Infrastructure.Connections;

/// <summary>Decides on what others have changed in AWS of a connection's endpoint: put it back now, want it, or leave it alone.</summary>
public sealed class ConnectionDifferenceCommands(CommandRunner runner)
{
    /// <param name="seenVersion">The version that the person was shown.</param>
    /// <exception cref="InvalidInputException">Everything that is wrong with the input; nothing was stored.</exception>
    /// <exception cref="DomainException">It is not live, or something else is being decided already.</exception>
    public Task<Receipt> DecideAsync(
        Actor actor, Guid id, int? seenVersion, DecideDifferencesInput input, IdempotencyKey? key, CancellationToken cancellationToken) =>
        runner.ChangeConnectionAsync(actor, id, seenVersion, key, async (context, changes, connection) =>
        {
            if (!connection.MayChange)
            {
                throw new IllegalMoveException("The connection", connection.Stage.ToString(), "Change");
            }

            var choice = await DifferenceChoice.ReadAsync(context, SubjectKind.Connection, id, input, cancellationToken);
            if (choice.Action != DifferenceAction.Adopt)
            {
                connection.Decide(choice.Decisions, choice.Standing, input.Reason);
                return;
            }

            var seen = Observations.Read<ConnectionObservation>(choice.Observation)?.Endpoint.Value ?? throw new SomeoneWasFasterException("the connection");
            var next = ConnectionDifferences.Adopt(connection.Spec, seen, choice.Keys);
            var errors = new InputErrors();
            errors.Check(next.Subnets.Count > 0, "keys", "An endpoint needs a subnet: adopt one that was added as well.");
            errors.Check(next.SecurityGroupIds.Count > 0, "keys", "An endpoint needs a security group: adopt one that was added as well.");
            errors.ThrowIfAny();
            await ChangeConnectionCommands.ChangeToAsync(context, changes, connection, next, cancellationToken);
        }, cancellationToken);
}
