using Portal.Domain;
using Portal.Domain.Audit;
using Portal.Infrastructure.Audit;
using Portal.Web.Api.Contract;
using Portal.Web.Security;

namespace Portal.Web.Api;

/// <summary>The history, and whether it is whole.</summary>
internal static class AuditApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/events", (string? after, int? limit, Caller caller, AuditQueries audit, CancellationToken cancellationToken) =>
            audit.AfterAsync(caller.Actor, after, limit, cancellationToken))
            .Called("followEvents", "What happens, oldest first, to follow along");
        api.MapGet(
            "/audit",
            ([WordsOf<SubjectKind>] string? subjectKind, string? subjectId, string? cursor, int? limit, Caller caller, AuditQueries audit,
                CancellationToken cancellationToken) =>
            audit.ListAsync(caller.Actor, ApiEndpoints.Filter<SubjectKind>(subjectKind, "subjectKind"), subjectId, cursor, limit, cancellationToken))
            .Called("listAudit", "The history, newest first");
        api.MapGet("/audit/verification", (Caller caller, AuditQueries audit, CancellationToken cancellationToken) => caller.Actor.SeesEverything
            ? audit.VerifyAsync(cancellationToken)
            : throw new AccessRefusedException("Only network admins and auditors can check the whole history."))
            .Called("verifyAudit", "Whether the history is whole");
    }
}
