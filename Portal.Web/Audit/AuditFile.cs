using Portal.Domain;
using Portal.Domain.Audit;
using Portal.Infrastructure.Audit;
using Portal.Web.Lists;
using Portal.Web.Security;
using Portal.Web.Shared;

namespace Portal.Web.Audit;

/// <summary>The history as a file.</summary>
internal static class AuditFile
{
    public const string Name = "audit";

    private static readonly IReadOnlyList<FileColumn<AuditView>> Columns =
    [
        new("line", row => row.Id.ToString()),
        new("at", row => ListFile.Time(row.At)),
        new("by", row => row.By),
        new("action", row => row.Action),
        new("kind", row => DisplayText.Of(row.SubjectKind, row.Unreadable)),
        new("subject", row => row.SubjectId),
        new("from", row => row.From),
        new("to", row => row.To),
        new("reason", row => row.Reason),
        new("sha256", row => row.Sha256),
    ];

    public static void Map(IEndpointRouteBuilder files) => files.MapGet(
        $"/{Name}.csv", (string? kind, string? subject, Caller? caller, AuditQueries history) => ListFiles.For(
            caller, actor => new ListFile<AuditView>(
                Name, Columns,
                (cursor, cancellationToken) => history.ListAsync(
                    actor, EnumWords.Read<SubjectKind>(kind), string.IsNullOrEmpty(subject) ? null : subject, cursor, ListFile.PageSize,
                    cancellationToken))));
}
