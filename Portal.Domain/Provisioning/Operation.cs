namespace Portal.Domain.Provisioning;

/// <summary>One intended mutating call, written before it is sent.</summary>
/// <param name="Id">Also the ClientToken and the value of the operation tag.</param>
/// <param name="Generation">From 1; rises only when the previous one never happened or its object is gone.</param>
/// <param name="LastSentAt">When it was last handed to the network, by the database's clock; none if never.</param>
/// <param name="ResultId">The id or ARN of what it made.</param>
/// <param name="UnansweredAt">When it was last sent without an answer, whatever another sending of it has learned; none if every sending was answered.</param>
/// <param name="LateSendings">How many sendings without an answer may still take effect; of those of a creation that was found by its tags, one has.</param>
/// <param name="EffectSeenAt">When what it should bring about, or has made, was first seen after AWS had said yes; none while it is waited for.</param>
/// <param name="Request">What it sends.</param>
public sealed record Operation(
    Guid Id, StepKey Key, int Generation, OperationOutcome Outcome, DateTimeOffset CreatedAt, DateTimeOffset? LastSentAt, DateTimeOffset? ResolvedAt,
    string? ResultId,
    DateTimeOffset? UnansweredAt = null, int LateSendings = 0, DateTimeOffset? EffectSeenAt = null,
    StoredRequest? Request = null)
{
    /// <summary>A signature's life plus a minute: nothing that was sent longer ago can still take effect.</summary>
    public static readonly TimeSpan SignatureLife = TimeSpan.FromMinutes(16);

    /// <summary>How long AWS is trusted to remember a ClientToken.</summary>
    public static readonly TimeSpan TokenLife = TimeSpan.FromHours(12);

    /// <summary>Sent, and nobody knows what came of it; nor does this version where a newer one has written the outcome.</summary>
    public bool IsUnresolved => Outcome is OperationOutcome.Open or OperationOutcome.Unknown && LastSentAt is not null;

    public bool MayStillArrive(DateTimeOffset now) => IsUnresolved && now - LastSentAt < SignatureLife;

    /// <summary>
    /// Whether one of its sendings may still take effect, also when the operation itself is resolved: by the answer to another sending, or by what was seen.
    /// </summary>
    public bool HasSendingUnderWay(DateTimeOffset now) => UnansweredAt is { } sent && now - sent < SignatureLife;

    /// <summary>Whether what it makes may still come into sight: it may have arrived at the last moment, and AWS's reads lag behind its writes.</summary>
    public bool MayStillAppear(DateTimeOffset now) => IsUnresolved && now - LastSentAt < SignatureLife + EventualConsistency.Window;

    /// <summary>Whether AWS may take its token for a new one.</summary>
    public bool IsTokenExpired(DateTimeOffset now) => now - CreatedAt >= TokenLife;
}
