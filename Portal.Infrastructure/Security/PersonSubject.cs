using Portal.Domain.Audit;
using Portal.Infrastructure.Data;

namespace Portal.Infrastructure.Security;

/// <summary>Under what name stands in the history what somebody may do.</summary>
internal static class PersonSubject
{
    /// <param name="teams">Whose roles it is about: their people may read it.</param>
    public static Subject Of(Person person, params Guid[] teams) => Subject.Of(SubjectKind.Person, person.Id, teams);
}
