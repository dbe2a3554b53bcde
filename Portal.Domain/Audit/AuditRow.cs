using System.Security.Cryptography;
using System.Text.Json;
using Portal.Domain.Accounts;

namespace Portal.Domain.Audit;

/// <summary>One line of a subject's history: canonical bytes and their hash, written in the commit of what it tells about.</summary>
public sealed class AuditRow
{
    /// <summary>The form of <see cref="Bytes"/>; raised when members change their meaning. Since the second one the bytes name it themselves.</summary>
    public const int CurrentFormat = 2;

    public required Guid Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required SubjectKind SubjectKind { get; init; }

    public required string SubjectId { get; init; }

    public required string Action { get; init; }

    public required string ActorIssuer { get; init; }

    public required string ActorSubject { get; init; }

    /// <summary>The teams whose people may read this row.</summary>
    public required Guid[] TeamIds { get; init; }

    public required int Format { get; init; }

    public required byte[] Bytes { get; init; }

    public required byte[] Sha256 { get; init; }

    /// <param name="ordinal">The row's place among those of one commit, 0 to 4095: rows of one moment keep their order.</param>
    public static AuditRow Of(Subject subject, DomainEvent fact, Actor actor, DateTimeOffset at, int ordinal = 0)
    {
        var id = OrderedId(at, ordinal);
        // Stored times carry microseconds; a hash over finer ticks could not be checked against what is read back.
        var stamp = at.ToMilliseconds();
        var bytes = CanonicalJson.Bytes(new AuditDocument(
            id, stamp, subject.Kind, subject.Id, fact.Action, actor.Issuer, actor.Subject, [.. subject.TeamIds.Order()],
            fact.From, fact.To, fact.Reason, fact.Details, CurrentFormat));
        return new AuditRow
        {
            Id = id,
            At = stamp,
            SubjectKind = subject.Kind,
            SubjectId = subject.Id,
            Action = fact.Action,
            ActorIssuer = actor.Issuer,
            ActorSubject = actor.Subject,
            TeamIds = [.. subject.TeamIds.Order()],
            Format = CurrentFormat,
            Bytes = bytes,
            Sha256 = SHA256.HashData(bytes),
        };
    }

    /// <summary>A UUIDv7 whose twelve bits after the version count instead of being drawn (RFC 9562, 6.2, method 1).</summary>
    private static Guid OrderedId(DateTimeOffset at, int ordinal)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ordinal, 0xFFF);
        var bytes = Guid.CreateVersion7(at).ToByteArray(bigEndian: true);
        bytes[6] = (byte)(0x70 | (ordinal >> 8));
        bytes[7] = (byte)ordinal;
        return new Guid(bytes, bigEndian: true);
    }

    public AuditDocument Read() => CanonicalJson.Read<AuditDocument>(Bytes);

    /// <summary>What people read of it, whatever else a newer version of the portal has written down.</summary>
    /// <returns>None when this version cannot read even that.</returns>
    public AuditTelling? TryTell()
    {
        try
        {
            return CanonicalJson.Read<AuditTelling>(Bytes);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public bool IsIntact() => Sha256.AsSpan().SequenceEqual(SHA256.HashData(Bytes));
}

/// <summary>The part of an audit row's bytes that stands in no column.</summary>
public sealed record AuditTelling(string? From, string? To, string? Reason, IReadOnlyDictionary<string, string?>? Details);

/// <summary>The content of an audit row's bytes.</summary>
/// <param name="Format">None in bytes of the first format.</param>
public sealed record AuditDocument(
    Guid Id, DateTimeOffset At, SubjectKind SubjectKind, string SubjectId, string Action, string ActorIssuer, string ActorSubject,
    IReadOnlyList<Guid> TeamIds, string? From, string? To, string? Reason, IReadOnlyDictionary<string, string?>? Details,
    int? Format = null);
