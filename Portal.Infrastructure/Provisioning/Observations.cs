using System.Text;
using Portal.Domain;
using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;

namespace Portal.Infrastructure.Provisioning;

/// <summary>Reads what AWS said last, as it was stored.</summary>
public static class Observations
{
    /// <returns>None when there is none, or none that this version of the portal can read: what it looks at next takes its place.</returns>
    public static T? Read<T>(string? stored)
        where T : class => stored is null ? null : CanonicalJson.TryRead<T>(Encoding.UTF8.GetBytes(stored));

    /// <summary>Whether this version of the portal can read what was stored.</summary>
    public static bool CanRead(SubjectKind kind, string stored) =>
        kind == SubjectKind.Service ? Read<EndpointServiceObservation>(stored) is not null : Read<ConnectionObservation>(stored) is not null;
}
