using Portal.Domain.Audit;

namespace Portal.Web.Routing;

/// <summary>Every address of the portal's pages, in one place.</summary>
internal static class PortalUrls
{
    public const string Home = "/";
    public const string Catalogue = "/catalogue";
    public const string Services = "/services";
    public const string Publish = "/services/publish";
    public const string Connections = "/connections";
    public const string Request = "/connections/request";
    public const string Reviews = "/reviews";
    public const string Accounts = "/accounts";
    public const string RegisterAccount = "/accounts/register";
    public const string Lists = "/lists";
    public const string Audit = "/audit";
    public const string Operations = "/operations";
    public const string Jobs = "/operations/jobs";
    public const string Tokens = "/tokens";
    public const string Glossary = "/glossary";
    public const string ApiReference = "/api-reference";
    public const string ApiDocuments = "/openapi";
    public const string Teams = "/teams";
    public const string People = "/people";
    public const string GroupRules = "/people/groups";
    public const string Myself = "/people/me";
    public const string Invitations = "/invitations";
    public const string Join = "/join";
    public const string Customer = "/customer";
    public const string SignIn = "/sign-in";
    public const string SignInAsPersona = "/sign-in/persona";
    public const string SignInAtProvider = "/sign-in/at";
    public const string SignOut = "/sign-out";
    public const string NotFound = "/not-found";
    public const string Live = "/health/live";
    public const string Ready = "/health/ready";

    /// <summary>Where a provider sends the browser back to; registered there.</summary>
    public static string SignInCallback(string provider) => $"{SignIn}/{provider}/callback";

    /// <summary>All of a list that somebody may see, as a file.</summary>
    public static string ListFile(string list) => $"{Lists}/{list}.csv";

    public static string Service(Guid id) => $"{Services}/{id}";

    public static string ChangeService(Guid id) => $"{Services}/{id}/change";

    public static string Connection(Guid id) => $"{Connections}/{id}";

    public static string ChangeConnection(Guid id) => $"{Connections}/{id}/change";

    public static string Team(Guid id) => $"{Teams}/{id}";

    public static string Person(Guid id) => $"{People}/{id}";

    /// <summary>The link by which somebody comes into a team.</summary>
    public static string JoinBy(string secret) => $"{Join}/{secret}";

    /// <summary>The link by which a customer does their part of a connection.</summary>
    public static string CustomerBy(string secret) => $"{Customer}/{secret}";

    /// <summary>The endpoints that knock on a service and belong to no known connection.</summary>
    public static string UnclaimedAt(Guid serviceId) => $"{Service(serviceId)}#unclaimed";

    public static string Customers(Guid serviceId) => $"{Service(serviceId)}/customers";

    public static string ConnectionsAt(Domain.Connections.ConnectionStage stage) =>
        $"{Connections}?stage={System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(stage.ToString())}";

    public static string ConnectionsOf(Guid serviceId) => $"{Connections}?service={serviceId}";

    public static string ConnectionsWith(string reference) => $"{Connections}?reference={Uri.EscapeDataString(reference)}";

    public static string AccountAccess(string accountId) => $"{Accounts}/{accountId}/access";

    public static string AccountSetup(string accountId) => $"{Accounts}/{accountId}/setup";

    public static string AccountChallenge(string accountId) => $"{Accounts}/{accountId}/challenge";

    public static string Review(Guid id) => $"{Reviews}/{id}";

    public static string RequestFor(Guid serviceId) => $"{Request}?service={serviceId}";

    /// <summary>A request that an approver wants changed.</summary>
    public static string Resubmit(Guid connectionId) => $"{Request}?change={connectionId}";

    /// <summary>A new request that begins with what an earlier one asked for.</summary>
    public static string RequestAgain(Guid serviceId, Guid connectionId) => $"{RequestFor(serviceId)}&like={connectionId}";

    public static string AuditOf(Domain.Audit.SubjectKind kind, Guid id) => $"{Audit}?kind={kind}&subject={id}";

    /// <summary>Where a subject of the history can be looked at; none for what has no page.</summary>
    public static string? Of(Domain.Audit.SubjectKind kind, string subjectId) => (kind, Guid.TryParse(subjectId, out var id)) switch
    {
        (Domain.Audit.SubjectKind.Connection, true) => Connection(id),
        (Domain.Audit.SubjectKind.Service, true) => Service(id),
        (Domain.Audit.SubjectKind.Review, true) => Review(id),
        (Domain.Audit.SubjectKind.Team, true) => Team(id),
        (Domain.Audit.SubjectKind.Person, true) => Person(id),
        (Domain.Audit.SubjectKind.Account, _) => Accounts,
        _ => null,
    };

    /// <summary>Where a piece of work can be looked at.</summary>
    public static string Of(SubjectKind kind, Guid id) => kind switch
    {
        SubjectKind.Service => Service(id),
        SubjectKind.Connection => Connection(id),
        _ => Operations,
    };

    /// <summary>An id as it stands in an address: none when nothing stands there, nobody's when it is none.</summary>
    public static Guid? Id(string? text) => string.IsNullOrEmpty(text) ? null : Guid.TryParse(text, out var id) ? id : Guid.Empty;

    /// <summary>Whether the address holds a secret that lets somebody in.</summary>
    public static bool IsByLink(PathString path) => path.StartsWithSegments(Join) || path.StartsWithSegments(Customer);

    /// <summary>Whether it is an address within this portal: a redirect must not lead elsewhere.</summary>
    public static bool IsLocal(string? address) =>
        address is ['/', ..] and not ['/', '/', ..] and not ['/', '\\', ..] && !address.Any(char.IsControl);
}
