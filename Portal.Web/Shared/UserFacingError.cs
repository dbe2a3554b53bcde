using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Commands;
using Portal.Infrastructure.Data;
using Portal.Web.Security;

namespace Portal.Web.Shared;

/// <summary>Why something was not done or cannot be shown, in a sentence for the person.</summary>
/// <param name="IsOurs">Whether the portal itself fails, and the person did nothing wrong.</param>
/// <param name="IsSignedOut">Whether signing in again is what helps.</param>
/// <param name="IsAway">Whether it is the database that does not answer.</param>
public sealed record UserFacingError(string Message, bool IsOurs, bool IsSignedOut = false, bool IsAway = false)
{
    /// <summary>None for what is a defect: it must not be told as if it were expected.</summary>
    public static UserFacingError? Of(Exception exception) => exception switch
    {
        InvalidInputException invalid => new(string.Join(" ", invalid.Errors.Select(error => error.Message)), false),
        SignedOutException => new(exception.Message, false, IsSignedOut: true),
        DomainException or AccessRefusedException => new(exception.Message, false),
        DbUpdateConcurrencyException => new("Someone was faster: it has changed since you read it. Look at its present state and decide again.", false),
        IdempotencyKeyReusedException => new("This form was sent before with other content. Look at what came of it before you send it again.", false),
        SubjectNotFoundException missing => new($"There is no such {missing.What}, or you may not see it.", false),
        AwsCallException aws => new($"{aws.Failure.Cause}. {aws.Failure.Action}.", true),
        PortalBusyException => new(exception.Message, true),
        OutcomeUnknownException or DatabaseAwayException => new(exception.Message, true, IsAway: true),
        _ when DatabaseFaults.Of(exception) == DatabaseFault.Busy =>
            new("The portal is busy with this. Nothing was changed; try again in a few seconds.", true),
        DbException or TimeoutException => new(
            "The portal's database does not answer at the moment. Look at the present state before you try again.", true,
            IsAway: DatabaseFaults.Of(exception) == DatabaseFault.Away),
        // What the database layer wraps around it.
        InvalidOperationException or DbUpdateException when exception.InnerException is { } inner and (DbException or TimeoutException or DbUpdateException) =>
            Of(inner),
        _ => null,
    };
}
