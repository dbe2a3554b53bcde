using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Infrastructure.Data;

namespace Portal.Infrastructure.Security;

/// <summary>Keeps a person's sign-in and what is decided about them from crossing each other.</summary>
internal static class PersonLock
{
    /// <summary>Waits for whoever changes the person, and holds them until the transaction ends.</summary>
    public static Task TakeAsync(PortalDbContext context, PersonKey person, CancellationToken cancellationToken) =>
        context.Database.ExecuteSqlAsync(
            $"select pg_advisory_xact_lock(hashtextextended({$"portal-person {person.Issuer} {person.Subject}"}, 0))", cancellationToken);
}
