using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Validation;

namespace Portal.Infrastructure.Lists;

/// <summary>Remembers how people want to see the portal's lists.</summary>
public sealed class ListChoices(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <returns>None of them where that person has never chosen anything for this list.</returns>
    public async Task<ListChoice> ReadAsync(Actor actor, string list, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.KeptLists.Where(kept => kept.Issuer == actor.Issuer && kept.Subject == actor.Subject && kept.List == list)
            .Select(kept => new ListChoice(kept.Sort, kept.Columns, kept.Density, kept.Filters)).SingleOrDefaultAsync(cancellationToken) ?? ListChoice.None;
    }

    /// <summary>Puts this in place of what they chose before; of two windows the last one counts.</summary>
    /// <exception cref="Domain.InvalidInputException">A part of it is longer than any that the portal makes.</exception>
    public async Task KeepAsync(Actor actor, string list, ListChoice choice, CancellationToken cancellationToken)
    {
        var errors = new InputErrors(cancellationToken);
        errors.Optional(list, "list", KeptList.LongestName);
        errors.Optional(choice.Sort, "sort", KeptList.LongestText);
        errors.Optional(choice.Columns, "columns", KeptList.LongestText);
        errors.Optional(choice.Density, "density", KeptList.LongestText);
        errors.Optional(choice.Filters, "filters", KeptList.LongestText);
        errors.ThrowIfAny();
        var now = clock.GetUtcNow();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await context.Database.ExecuteSqlAsync(
            $"""
            insert into kept_list (issuer, subject, list, sort, columns, density, filters, changed_at)
            values ({actor.Issuer}, {actor.Subject}, {list}, {choice.Sort}, {choice.Columns}, {choice.Density}, {choice.Filters}, {now})
            on conflict (issuer, subject, list) do update set sort = excluded.sort, columns = excluded.columns, density = excluded.density,
                filters = excluded.filters, changed_at = excluded.changed_at
            """, cancellationToken);
    }
}
