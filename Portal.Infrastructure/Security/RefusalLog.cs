using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Infrastructure.Commands;
using Portal.Infrastructure.Data;

namespace Portal.Infrastructure.Security;

/// <summary>Writes into the history what somebody was not allowed to do: each time, until they try so often that one line has to stand for many.</summary>
public sealed class RefusalLog(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>How many lines one person fills in a minute; of more the next minute's first line says the number.</summary>
    public const int MostInAMinute = 30;

    private readonly Dictionary<PersonKey, Minute> _minutes = [];
    private readonly Lock _lock = new();

    /// <param name="what">What was asked for, for example a method and a path.</param>
    public async Task WriteAsync(Actor actor, string what, string reason, CancellationToken cancellationToken)
    {
        if (Enter(actor.Key) is not { } unwritten)
        {
            return;
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var changes = new ChangeSet(context, actor, clock);
        var details = new Dictionary<string, string?> { ["what"] = what };
        if (unwritten > 0)
        {
            details["unwrittenBefore"] = unwritten.ToString(CultureInfo.InvariantCulture);
        }

        changes.Audit(SessionSubject.Of(actor), new DomainEvent("access.refused", null, null, reason, details));
        await changes.CommitAsync(cancellationToken);
    }

    /// <returns>How many were not written before this one; none when this one is not written either.</returns>
    private int? Enter(PersonKey person)
    {
        lock (_lock)
        {
            var now = clock.GetTimestamp();
            if (!_minutes.TryGetValue(person, out var minute) || clock.GetElapsedTime(minute.Began, now) >= TimeSpan.FromMinutes(1))
            {
                var unwritten = Math.Max((minute?.Tries ?? 0) - MostInAMinute, 0);
                _minutes[person] = new(now, 1);
                return unwritten;
            }

            _minutes[person] = minute with { Tries = minute.Tries + 1 };
            return minute.Tries < MostInAMinute ? 0 : null;
        }
    }

    private sealed record Minute(long Began, int Tries);
}
