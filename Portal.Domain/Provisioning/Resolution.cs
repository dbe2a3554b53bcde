namespace Portal.Domain.Provisioning;

/// <summary>What looking at AWS tells about a call whose outcome is unknown.</summary>
/// <param name="Outcome">Open while nothing can be said yet.</param>
/// <param name="Because">How it is known, for the history.</param>
public sealed record Resolution(OperationOutcome Outcome, string Because, string? ResultId = null)
{
    public static Resolution StillOpen { get; } = new(OperationOutcome.Open, "");

    /// <summary>Judges a creation by whether its object is seen.</summary>
    /// <param name="seenId">The object's id, if one with our tags was found.</param>
    /// <param name="absentSince">The first of the looks in a row that found none; none if the last one found it.</param>
    /// <param name="wanted">Whether the object should (still) come to exist; then the stored request is replayed instead.</param>
    public static Resolution OfCreation(Operation operation, string? seenId, DateTimeOffset? absentSince, bool wanted, DateTimeOffset now) =>
        seenId is not null ? new(OperationOutcome.Succeeded, "The object was found by its tags", seenId)
        // A replay sent just before AWS forgot the token can still take effect after it, and be seen later still.
        : absentSince is null || now - absentSince < EventualConsistency.Window || operation.MayStillAppear(now) ? StillOpen
        : !wanted ? new(OperationOutcome.NeverHappened, "No object was found, and the call can no longer take effect")
        : operation.IsTokenExpired(now) ? new(OperationOutcome.NeverHappened, "No object was found, and AWS no longer remembers the token")
        : StillOpen;

    /// <summary>Judges any other call by whether its effect is seen.</summary>
    /// <param name="done">Whether what it should bring about is so; none if it cannot be told.</param>
    /// <param name="planned">Whether it is still to be done; then it is sent again instead.</param>
    /// <param name="seenId">The id of what it took over; none for what takes over nothing.</param>
    public static Resolution OfEffect(Operation operation, bool? done, bool planned, DateTimeOffset now, string? seenId = null) =>
        done == true ? new(OperationOutcome.Succeeded, "Its effect was seen", seenId)
        : !planned && !operation.MayStillArrive(now) ? new(OperationOutcome.Lapsed, "It is no longer wanted, and can no longer take effect")
        : StillOpen;
}
