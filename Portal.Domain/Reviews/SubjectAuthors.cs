using Portal.Domain.Accounts;

namespace Portal.Domain.Reviews;

/// <summary>Everybody who has had a hand in what is decided on, in any of its rounds: none of them decides any of its rounds.</summary>
/// <param name="Requesters">Who asked for it, submitted it again or asked for another end.</param>
/// <param name="Editors">Who changed what approvers read of it.</param>
public sealed record SubjectAuthors(IReadOnlySet<PersonKey> Requesters, IReadOnlySet<PersonKey> Editors)
{
    public static SubjectAuthors None { get; } = new(new HashSet<PersonKey>(), new HashSet<PersonKey>());

    /// <summary>Why this person's approval cannot count; none when they had no hand in it.</summary>
    public string? WhyNot(PersonKey person) =>
        Requesters.Contains(person) ? "You asked for an earlier round of this request, so somebody else has to approve it."
        : Editors.Contains(person) ? "You changed what this request says, so somebody else has to approve it."
        : null;
}
