using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Audit;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Validation;

namespace Portal.Infrastructure.Provisioning;

/// <summary>Which differences a person has chosen, among those that stand, and what for.</summary>
/// <param name="Standing">All that differs by now.</param>
/// <param name="Observation">What AWS showed last, as it is stored.</param>
/// <param name="Now">By the database's clock: it is compared with what was seen.</param>
internal sealed record DifferenceChoice(
    DifferenceAction Action, IReadOnlyList<StandingDifference> Chosen, IReadOnlyList<StandingDifference> Standing, string? Observation, DateTimeOffset Now,
    DateTimeOffset? Until)
{
    private static readonly TimeSpan LongestIgnored = TimeSpan.FromDays(90);

    public IReadOnlySet<string> Keys { get; } = Chosen.Select(one => one.Key).ToHashSet();

    /// <summary>What is to be kept in mind of it.</summary>
    public IReadOnlyList<DifferenceDecision> Decisions =>
    [
        .. Chosen.Select(one => new DifferenceDecision(
            one.Key, one.Wanted, one.Found, Action == DifferenceAction.Ignore ? DifferenceVerdict.Ignore : DifferenceVerdict.Repair, Now, Until)),
    ];

    /// <exception cref="InvalidInputException">Everything that is wrong with the input.</exception>
    public static async Task<DifferenceChoice> ReadAsync(
        PortalDbContext context, SubjectKind kind, Guid id, DecideDifferencesInput input, CancellationToken cancellationToken)
    {
        var errors = new InputErrors(cancellationToken);
        errors.Word<DifferenceAction>(input.Action, "action", out var action);
        errors.Optional(input.Reason, "reason", 2_000);
        if (errors.AtMost(input.Keys?.Count, 1_000, "keys", "differences"))
        {
            errors.Check(input.Keys is { Count: > 0 }, "keys", "Choose at least one difference.");
        }

        errors.ThrowIfAny();
        var work = await context.Work.AsNoTracking().SingleOrDefaultAsync(work => work.Kind == kind && work.Id == id, cancellationToken);
        var standing = work?.Conditions.Differences ?? [];
        var now = await WorkTable.NowAsync(context, cancellationToken);
        CheckUntil(action, input.Until, now, errors);
        List<StandingDifference> chosen = [];
        foreach (var key in input.Keys!.Distinct())
        {
            if (standing.FirstOrDefault(one => one.Key == key) is not { } difference)
            {
                errors.Add("keys", $"\"{InputErrors.Shown(key)}\" does not differ, or not any longer. Read the object again.");
            }
            else if (errors.Check(
                action != DifferenceAction.Repair || difference.MayBeRepaired, "keys",
                $"{difference.What} ({difference.Found}): the portal cannot put this back. Change it in AWS, or ignore it.")
                && errors.Check(
                    action != DifferenceAction.Adopt || difference.MayBeAdopted, "keys",
                    $"{difference.What} ({difference.Found}): no spec can say this. Repair or ignore it."))
            {
                chosen.Add(difference);
            }
        }

        errors.ThrowIfAny();
        return new(action, chosen, standing, work!.Observation, now, action == DifferenceAction.Ignore ? input.Until : null);
    }

    private static void CheckUntil(DifferenceAction action, DateTimeOffset? until, DateTimeOffset now, InputErrors errors)
    {
        if (action != DifferenceAction.Ignore)
        {
            errors.Check(until is null, "until", "Only \"ignore\" has an end.");
        }
        else if (errors.Check(until is not null, "until", "Say until when it is to be ignored."))
        {
            errors.Check(until > now && until <= now + LongestIgnored, "until", "Give a time in the future, at most 90 days ahead.");
        }
    }
}
