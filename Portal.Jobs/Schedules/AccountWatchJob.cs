using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Portal.Domain.Accounts;
using Portal.Infrastructure.Accounts.Onboarding;
using Portal.Infrastructure.Data;

namespace Portal.Jobs.Schedules;

/// <summary>Tries the roles of all proven accounts now and then: lost access is known, and shown, before somebody needs it.</summary>
/// <remarks>Each by itself: what AWS does not answer about one of them keeps no other, and says nothing of that one.</remarks>
public sealed partial class AccountWatchJob(
    IDbContextFactory<PortalDbContext> contexts, AccountOnboarding onboarding, ScheduleLock schedules, ILogger<AccountWatchJob> logger)
{
    public Task RunAsync(CancellationToken cancellationToken) => schedules.RunAloneAsync("accounts", () => WatchAllAsync(cancellationToken), cancellationToken);

    private async Task WatchAllAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var accounts = await context.Accounts
            .Where(account => account.RoleArn != null && (account.Stage == AccountStage.Proven || account.Stage == AccountStage.AccessLost))
            .OrderBy(account => account.AccountId).Select(account => account.AccountId).ToListAsync(cancellationToken);
        foreach (var account in accounts)
        {
            try
            {
                await onboarding.WatchAsync(account, cancellationToken);
            }
            catch (Exception failed) when (!(failed is OperationCanceledException && cancellationToken.IsCancellationRequested)
                && failed is not DatabaseAwayException)
            {
                Log.NotTried(logger, failed, account);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The role in account {AccountId} could not be tried; what is known of it stays")]
        public static partial void NotTried(ILogger logger, Exception exception, string accountId);
    }
}
