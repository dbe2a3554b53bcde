using Portal.Domain;
using Portal.Infrastructure.People;
using Portal.Web.Lists;
using Portal.Web.Security;

namespace Portal.Web.Teams;

/// <summary>The list of teams as a file.</summary>
internal static class TeamFile
{
    public const string Name = "teams";

    private static readonly IReadOnlyList<FileColumn<TeamDetailsView>> Columns =
    [
        new("id", team => team.Id.ToString()),
        new("name", team => team.Name),
        new("members", team => $"{team.Members}"),
        new("customer_of", team => team.CustomerOf?.ToString()),
        new("made", team => ListFile.Time(team.CreatedAt)),
        new("closed", team => ListFile.Time(team.ClosedAt)),
    ];

    public static void Map(IEndpointRouteBuilder files) => files.MapGet(
        $"/{Name}.csv", (string? search, string? state, string? sort, Caller? caller, TeamRosterQueries teams) => ListFiles.For(
            caller, actor => new ListFile<TeamDetailsView>(
                Name, Columns,
                (cursor, cancellationToken) => teams.ListAsync(
                    actor, search, EnumWords.Read<TeamState>(state) == TeamState.Closed, cursor, ListFile.PageSize, cancellationToken,
                    ListSort.OrderOf(sort)))));
}
