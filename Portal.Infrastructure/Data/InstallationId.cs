using Microsoft.EntityFrameworkCore;

namespace Portal.Infrastructure.Data;

/// <summary>Which portal this is; in every tag and name that it makes.</summary>
public sealed record InstallationId(Guid Value)
{
    public static async Task<InstallationId> ReadAsync(PortalDbContext context, CancellationToken cancellationToken) =>
        new(await context.Installations.Select(installation => installation.Id).SingleAsync(cancellationToken));
}
