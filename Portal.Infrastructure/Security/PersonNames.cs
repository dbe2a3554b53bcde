using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Infrastructure.Data;

namespace Portal.Infrastructure.Security;

/// <summary>What people are called who did something or decided.</summary>
internal sealed class PersonNames
{
    private readonly Dictionary<PersonKey, string> _names;

    private PersonNames(Dictionary<PersonKey, string> names) => _names = names;

    /// <summary>Who is not known any more is called by their subject.</summary>
    public string this[PersonKey person] => _names.GetValueOrDefault(person, person.Subject);

    public static async Task<PersonNames> ReadAsync(PortalDbContext context, IEnumerable<string> subjects, CancellationToken cancellationToken)
    {
        var wanted = subjects.Distinct().ToArray();
        var people = wanted.Length == 0
            ? []
            : await context.People.Where(person => wanted.Contains(person.Subject))
                .Select(person => new { person.Issuer, person.Subject, person.Name }).ToListAsync(cancellationToken);
        return new(people.ToDictionary(person => new PersonKey(person.Issuer, person.Subject), person => person.Name));
    }
}
