using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Commands;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Validation;

namespace Portal.Infrastructure.Accounts;

/// <summary>What people do with the tags that everything in an account, or of a team, has to carry. They count for what is asked for from then on.</summary>
public sealed class MandatoryTagCommands(CommandRunner runner)
{
    /// <summary>Wants the tag on everything that the portal makes in the account, or other values of it than before.</summary>
    /// <exception cref="SubjectNotFoundException">There is no such account, or the actor may not see it.</exception>
    /// <exception cref="AccessRefusedException">The account is another team's.</exception>
    /// <exception cref="InvalidInputException">All that is wrong.</exception>
    public Task RequireInAccountAsync(Actor actor, string accountId, string? key, MandatoryTagInput input, CancellationToken cancellationToken)
    {
        var (tagKey, values) = Checked(key, input, cancellationToken);
        return runner.RunAsync(actor, null, async (context, changes) =>
        {
            var account = await AccountCommands.OwnAsync(
                context.Accounts.AsNoTracking(), context, actor, accountId, "can ask for tags in it", cancellationToken);
            var all = await context.MandatoryTags.Where(tag => tag.AccountId == accountId).ToListAsync(cancellationToken);
            if (Set(context, all, tagKey, values, () => MandatoryTag.OfAccount(accountId, tagKey, values, changes.Now), changes.Now) is { } change)
            {
                changes.Tell(account, new("account.tag.require", null, null, null, change));
            }

            return AccountChanges.ReceiptOf(account);
        }, cancellationToken);
    }

    /// <summary>The same for everything that the portal makes for the team, in whichever account.</summary>
    /// <exception cref="SubjectNotFoundException">There is no such team.</exception>
    /// <exception cref="AccessRefusedException">The actor is no network admin.</exception>
    /// <exception cref="InvalidInputException">All that is wrong.</exception>
    public Task RequireOfTeamAsync(Actor actor, Guid teamId, string? key, MandatoryTagInput input, CancellationToken cancellationToken)
    {
        RequireAdmin(actor);
        var (tagKey, values) = Checked(key, input, cancellationToken);
        return runner.RunAsync(actor, null, async (context, changes) =>
        {
            var team = await TeamAsync(context, teamId, cancellationToken);
            var all = await context.MandatoryTags.Where(tag => tag.TeamId == teamId).ToListAsync(cancellationToken);
            if (Set(context, all, tagKey, values, () => MandatoryTag.OfTeam(teamId, tagKey, values, changes.Now), changes.Now) is { } change)
            {
                Tell(changes, team, new("team.tag.require", null, null, null, change));
            }

            return new Receipt(teamId, "", team.Version);
        }, cancellationToken);
    }

    /// <summary>Wants a tag of the team's things no more. Asking again changes nothing.</summary>
    /// <exception cref="SubjectNotFoundException">There is no such team.</exception>
    /// <exception cref="AccessRefusedException">The actor is no network admin.</exception>
    public Task ForgetOfTeamAsync(Actor actor, Guid teamId, string key, CancellationToken cancellationToken)
    {
        RequireAdmin(actor);
        return runner.RunAsync(actor, null, async (context, changes) =>
        {
            var team = await TeamAsync(context, teamId, cancellationToken);
            if (await context.MandatoryTags.SingleOrDefaultAsync(tag => tag.TeamId == teamId && tag.Key == key, cancellationToken) is { } tag)
            {
                context.Remove(tag);
                Tell(changes, team, new("team.tag.forget", key, null, null));
            }

            return new Receipt(teamId, "", team.Version);
        }, cancellationToken);
    }

    /// <returns>What the history says of it; none where nothing changes.</returns>
    private static Dictionary<string, string?>? Set(
        PortalDbContext context, List<MandatoryTag> all, string key, IReadOnlyList<string> values, Func<MandatoryTag> make, DateTimeOffset now)
    {
        var known = all.Find(tag => tag.Key == key);
        var before = known is null ? null : Said(known.Values);
        if (known is null)
        {
            if (all.Count >= MandatoryTag.MostOfAnOwner)
            {
                throw new InvalidInputException([new("key", $"{MandatoryTag.MostOfAnOwner} tags are asked for already. Ask for another one no more first.")]);
            }

            context.MandatoryTags.Add(make());
        }
        else if (!known.Allow(values, now))
        {
            return null;
        }

        return new() { ["key"] = key, ["valuesBefore"] = before, ["values"] = Said(values) };
    }

    private static string Said(IReadOnlyList<string> values) => values.Count == 0 ? "any" : string.Join(", ", values);

    private static (string Key, IReadOnlyList<string> Values) Checked(string? key, MandatoryTagInput input, CancellationToken cancellationToken)
    {
        var errors = new InputErrors(cancellationToken);
        var trimmed = key?.Trim() ?? "";
        if (errors.Check(trimmed.Length is > 0 and <= AwsTags.LongestKey, "key", $"A tag's key has 1 to {AwsTags.LongestKey} characters."))
        {
            errors.Check(AwsTags.IsAllowed(trimmed), "key", "Use letters, digits, spaces and _ . : / = + - @ only: AWS takes no others.");
            errors.Check(!AwsTags.IsReserved(trimmed), "key", "Tags that begin with aws: or privatelink-portal: are not people's to set.");
        }

        var values = (input.Values ?? []).Select(value => value?.Trim() ?? "").ToList();
        if (errors.Check(values.Count <= MandatoryTag.MostValues, "values", $"List at most {MandatoryTag.MostValues} values, or none for any value."))
        {
            for (var index = 0; index < values.Count; index++)
            {
                errors.Check(
                    values[index].Length is > 0 and <= AwsTags.LongestValue && AwsTags.IsAllowed(values[index]), $"values[{index}]",
                    $"A tag's value has 1 to {AwsTags.LongestValue} characters: letters, digits, spaces and _ . : / = + - @.");
            }
        }

        errors.ThrowIfAny();
        return (trimmed, [.. values.Distinct(StringComparer.Ordinal)]);
    }

    private static async Task<Team> TeamAsync(PortalDbContext context, Guid id, CancellationToken cancellationToken) =>
        await context.Teams.AsNoTracking().SingleOrDefaultAsync(team => team.Id == id, cancellationToken) ?? throw new SubjectNotFoundException("team");

    private static void Tell(ChangeSet changes, Team team, DomainEvent happened)
    {
        changes.Audit(Subject.Of(SubjectKind.Team, team.Id, team.Id), happened);
        changes.Publish(SubjectKind.Team, team.Id, team.Version);
        // Forms of the team's accounts ask for it from now on.
        changes.Publish(SubjectKind.Account, Guid.Empty, 0);
    }

    private static void RequireAdmin(Actor actor)
    {
        if (!actor.IsNetworkAdmin)
        {
            throw new AccessRefusedException("Only network admins say which tags a team's things have to carry.");
        }
    }
}
