using Microsoft.EntityFrameworkCore;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;

namespace Portal.Jobs.Reconciling;

/// <summary>
/// When what comes to rest in a scope now is due again: all of it together, asked for once, and before anything that others may wait for is locked.
/// </summary>
internal sealed class ScopeResync(IDbContextFactory<PortalDbContext> contexts, AwsScope scope, ResyncInterval interval)
{
    private readonly Lazy<Task<DateTimeOffset>> _at = new(async () =>
    {
        await using var context = await contexts.CreateDbContextAsync();
        return await ScopeTable.ResyncAtAsync(context, scope, interval.Value, CancellationToken.None);
    });

    /// <returns>None when none of these comes to rest.</returns>
    public async Task<DateTimeOffset?> AtAsync(params IEnumerable<Release> releases) => releases.Any(release => release.Rests) ? await _at.Value : null;
}
