using Portal.Domain;
using Portal.Infrastructure.People;
using Portal.Web.Lists;
using Portal.Web.Security;
using Portal.Web.Shared;

namespace Portal.Web.People;

/// <summary>The list of people as a file.</summary>
internal static class PersonFile
{
    public const string Name = "people";

    private static readonly IReadOnlyList<FileColumn<PersonRowView>> Columns =
    [
        new("id", person => person.Id.ToString()),
        new("name", person => person.Name),
        new("subject", person => person.Subject),
        new("issuer", person => person.Issuer),
        new("teams", person => string.Join("; ", person.Teams)),
        new("portal_roles", person => string.Join("; ", person.PortalRoles.Select(DisplayText.Of))),
        new("known_since", person => ListFile.Time(person.CreatedAt)),
        new("blocked_since", person => ListFile.Time(person.BlockedAt)),
    ];

    public static void Map(IEndpointRouteBuilder files) => files.MapGet(
        $"/{Name}.csv", (string? search, string? state, string? sort, Caller? caller, PersonQueries people) => ListFiles.For(caller, actor =>
        {
            bool? isBlocked = EnumWords.Read<PersonState>(state) is { } wanted ? wanted == PersonState.Blocked : null;
            return new ListFile<PersonRowView>(
                Name, Columns,
                (cursor, cancellationToken) => people.ListAsync(
                    actor, search, isBlocked, cursor, ListFile.PageSize, cancellationToken, ListSort.OrderOf(sort)));
        }));
}
