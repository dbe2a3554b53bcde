using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Data;

namespace Portal.Jobs.Reconciling;

/// <summary>What nobody foresaw is told to people and tried again later, like a passing fault of AWS.</summary>
internal static class Unforeseen
{
    /// <summary>
    /// Whether it is neither AWS's word, nor the end of a lease or of the worker, nor the database's: with that nothing can be told, and the lease brings the
    /// work back.
    /// </summary>
    public static bool Is(Exception exception) =>
        exception is not (LeaseLostException or OperationCanceledException or DbUpdateException or DbException)
            && DatabaseFaults.Of(exception) == DatabaseFault.None;

    public static AwsFailure Of(Exception exception) => new(
        null, exception.Message, RetryClass.Transient, $"The portal could not check it ({exception.GetType().Name})",
        Party.Operator, "It tries again by itself; the log says more", OutcomeKnown: false);
}
