using Portal.Domain.Accounts;
using Portal.Domain.Audit;

namespace Portal.Domain.Reviews;

/// <summary>One round of approval for one subject, bound to the hash of the effects that the approvers were shown.</summary>
public sealed class Review
{
    private readonly List<Decision> _decisions = [];

    private Review()
    {
    }

    public Guid Id { get; private init; }

    public ReviewPurpose Purpose { get; private init; }

    /// <summary>The connection that is decided on; the service for <see cref="ReviewPurpose.ChangeService"/>.</summary>
    public Guid SubjectId { get; private init; }

    public Guid ConsumerTeamId { get; private init; }

    public Guid ProviderTeamId { get; private init; }

    /// <summary>From 1; every submission opens a new round.</summary>
    public int Round { get; private init; }

    public string PlanHash { get; private init; } = "";

    /// <summary>The canonical bytes that <see cref="PlanHash"/> is taken of.</summary>
    public byte[] EffectBytes { get; private init; } = [];

    /// <summary>What approvers are shown of a change, of an endpoint that is taken over, or of a request that is submitted again.</summary>
    public ReviewedChange? Change { get; private init; }

    public string RequesterIssuer { get; private init; } = "";

    public string RequesterSubject { get; private init; } = "";

    public IReadOnlyList<ReviewLevel> Levels { get; private init; } = [];

    public IReadOnlyList<Decision> Decisions => _decisions;

    public ReviewState State { get; private set; }

    public DateTimeOffset CreatedAt { get; private init; }

    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>Raised by every decision; what a page has to have seen.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>The level that is being decided; equal to the number of levels when all are.</summary>
    public int CurrentLevel => Enumerable.Range(0, Levels.Count).FirstOrDefault(level => ApprovalsAt(level) < Levels[level].Approvals, Levels.Count);

    /// <summary>Stands for stored levels that this version cannot read; nobody decides by it, and it is never written.</summary>
    public static IReadOnlyList<ReviewLevel> UnreadableLevels { get; } = new List<ReviewLevel>();

    /// <summary>What is stored of it that this version of the portal cannot read; none when it reads everything.</summary>
    public string? Unreadable => State == ReviewState.Unknown ? "state"
        : Purpose == ReviewPurpose.Unknown ? "purpose"
        : ReferenceEquals(Levels, UnreadableLevels) || (State == ReviewState.Open && CurrentLevel >= Levels.Count) ? "levels"
        : _decisions.Any(decision => decision.Verdict == ReviewVerdict.Unknown || decision.Level >= Levels.Count) ? "decisions"
        : ReferenceEquals(Change, ReviewedChange.Unreadable) ? "change"
        : Provisioning.Effects.TryRead(EffectBytes) is null ? "effects"
        : null;

    public static Review Open(
        ReviewPurpose purpose, Guid subjectId, Guid consumerTeamId, Guid providerTeamId, int round,
        Provisioning.Effects effects, IReadOnlyList<ReviewLevel> levels, Actor requester, DateTimeOffset now,
        ReviewedChange? change = null) => new()
        {
            Id = Guid.CreateVersion7(now),
            Purpose = purpose,
            SubjectId = subjectId,
            ConsumerTeamId = consumerTeamId,
            ProviderTeamId = providerTeamId,
            Round = round,
            PlanHash = effects.PlanHash,
            EffectBytes = effects.Bytes,
            Change = change,
            RequesterIssuer = requester.Issuer,
            RequesterSubject = requester.Subject,
            Levels = levels,
            State = levels.Count == 0 ? ReviewState.Approved : ReviewState.Open,
            CreatedAt = now,
            ClosedAt = levels.Count == 0 ? now : null,
        };

    /// <summary>Why this person cannot decide now; none when they can.</summary>
    /// <param name="authors">Who had a hand in any round of the subject.</param>
    public string? WhyNot(Actor actor, SubjectAuthors authors)
    {
        if (Unreadable is { } part)
        {
            return new UnreadableException("this review", part).Message;
        }

        if (State != ReviewState.Open)
        {
            return State switch
            {
                ReviewState.Approved => "Everybody who had to has approved; nothing is left to decide.",
                ReviewState.Denied => "It is rejected; nothing is left to decide.",
                ReviewState.ChangesRequested => "It was sent back for changes; there is nothing to decide before it is submitted again.",
                _ => "What it was about has changed or gone; nothing is left to decide.",
            };
        }

        if (actor.IsSamePersonAs(RequesterIssuer, RequesterSubject))
        {
            return "You asked for this yourself; somebody else has to decide.";
        }

        if (authors.WhyNot(actor.Key) is { } involved)
        {
            return involved;
        }

        if (_decisions.Any(decision => actor.IsSamePersonAs(decision.Issuer, decision.Subject)))
        {
            return "You have decided at another level already; somebody else has to decide this one.";
        }

        var level = Levels[CurrentLevel];
        return level.Entitles(actor) ? null : $"It is the turn of \"{level.Name}\", and you are not one of them.";
    }

    /// <summary>Takes a person's decision at the present level.</summary>
    /// <param name="authors">Who had a hand in any round of the subject.</param>
    /// <param name="shownPlanHash">The hash of what the person was shown.</param>
    /// <exception cref="DomainException">The person may not decide now, or no longer what they were shown.</exception>
    /// <exception cref="InvalidInputException">A refusal has no reason.</exception>
    public DomainEvent Decide(Actor actor, SubjectAuthors authors, ReviewVerdict verdict, string? reason, string shownPlanHash, DateTimeOffset now)
    {
        if (verdict != ReviewVerdict.Approve && string.IsNullOrWhiteSpace(reason))
        {
            throw new InvalidInputException([new("reason", "Say why: the requester is shown your reason.")]);
        }

        if (WhyNot(actor, authors) is { } refusal)
        {
            throw new DomainException(refusal);
        }

        if (shownPlanHash != PlanHash)
        {
            throw new SomeoneWasFasterException("the plan");
        }

        var level = CurrentLevel;
        _decisions.Add(new(level, verdict, reason?.Trim(), actor.Issuer, actor.Subject, now));
        Version++;
        var from = State;
        State = verdict switch
        {
            ReviewVerdict.Deny => ReviewState.Denied,
            ReviewVerdict.RequestChanges => ReviewState.ChangesRequested,
            _ => CurrentLevel == Levels.Count ? ReviewState.Approved : ReviewState.Open,
        };
        ClosedAt = State == ReviewState.Open ? null : now;
        return new(
            $"review.{(verdict == ReviewVerdict.RequestChanges ? "request-changes" : verdict.ToString().ToLowerInvariant())}", from.ToString(),
            State.ToString(), reason?.Trim(), new Dictionary<string, string?>
            {
                ["reviewId"] = Id.ToString(),
                ["level"] = Levels[level].Name,
                ["planHash"] = PlanHash,
            });
    }

    /// <summary>Ends the round without a decision, because what it was about has changed or gone.</summary>
    public void MarkVoid(DateTimeOffset now)
    {
        if (State is ReviewState.Open or ReviewState.Approved)
        {
            State = ReviewState.Void;
            ClosedAt = now;
            Version++;
        }
    }

    /// <summary>Whether everybody who approved may still do so: people lose roles, and have a hand in the subject, while others decide.</summary>
    /// <param name="present">The people with their roles of this moment; who is missing may do nothing any more.</param>
    public bool StandsFor(IReadOnlyDictionary<PersonKey, Actor> present, SubjectAuthors authors) => _decisions.All(decision =>
        present.TryGetValue(decision.Person, out var approver) && Levels[decision.Level].Entitles(approver) && authors.WhyNot(decision.Person) is null);

    private int ApprovalsAt(int level) => _decisions.Count(decision => decision.Level == level && decision.Verdict == ReviewVerdict.Approve);
}
