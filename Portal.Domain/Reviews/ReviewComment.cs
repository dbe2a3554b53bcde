using Portal.Domain.Accounts;

namespace Portal.Domain.Reviews;

/// <summary>What somebody said to everybody who has a hand in a review, without deciding anything.</summary>
public sealed class ReviewComment
{
    /// <summary>How many characters it may have.</summary>
    public const int Longest = 2_000;

    private ReviewComment()
    {
    }

    public Guid Id { get; private init; }

    public Guid ReviewId { get; private init; }

    /// <summary>What the review decides on: all its rounds are read together.</summary>
    public Guid SubjectId { get; private init; }

    public string Issuer { get; private init; } = "";

    public string Subject { get; private init; } = "";

    public string Text { get; private init; } = "";

    public DateTimeOffset At { get; private init; }

    public PersonKey Person => new(Issuer, Subject);

    /// <exception cref="DomainException">The person has no hand in it.</exception>
    public static ReviewComment On(Review review, Actor author, string text, DateTimeOffset now) =>
        WhyNot(review, author) is { } refusal ? throw new DomainException(refusal) : new ReviewComment
        {
            Id = Guid.CreateVersion7(now),
            ReviewId = review.Id,
            SubjectId = review.SubjectId,
            Issuer = author.Issuer,
            Subject = author.Subject,
            Text = text,
            At = now,
        };

    /// <summary>Why this person cannot comment; none when they can.</summary>
    public static string? WhyNot(Review review, Actor author) =>
        author.IsNetworkAdmin || author.Has(review.ConsumerTeamId, TeamRole.Consumer) || author.Has(review.ProviderTeamId, TeamRole.Provider)
            ? null
            : "Only the consumer's and the provider's people and network admins comment on this.";
}
