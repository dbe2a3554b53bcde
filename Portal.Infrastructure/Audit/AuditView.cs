using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Security;

namespace Portal.Infrastructure.Audit;

/// <summary>One line of a history as people read it.</summary>
/// <param name="By">Who did it; the portal itself for what its reconcilers did.</param>
/// <param name="Sha256">The hash of the row's canonical bytes.</param>
/// <param name="Unreadable">What a newer version of the portal has written and this one cannot read; none where it reads everything.</param>
public sealed record AuditView(
    Guid Id, DateTimeOffset At, SubjectKind SubjectKind, string SubjectId, string Action, string By, string? From, string? To, string? Reason,
    IReadOnlyDictionary<string, string?>? Details, string Sha256, UnreadablePart? Unreadable = null)
{
    internal static AuditView Of(AuditRow row, PersonNames names, Dictionary<Guid, string> unknownKinds)
    {
        var told = row.TryTell();
        var by = row.ActorIssuer == Actor.SystemIssuer ? "PrivateLink Portal"
            : row.ActorIssuer == Actor.CustomerIssuer ? "Invited customer" : names[new(row.ActorIssuer, row.ActorSubject)];
        return new(
            row.Id, row.At, row.SubjectKind, row.SubjectId, row.Action, by, told?.From, told?.To, told?.Reason, told?.Details,
            Convert.ToHexStringLower(row.Sha256),
            unknownKinds.TryGetValue(row.Id, out var kind) ? new("kind of subject", kind) : told is null ? new("details", null) : null);
    }
}
