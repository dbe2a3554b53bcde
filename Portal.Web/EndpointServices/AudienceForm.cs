using Portal.Domain.EndpointServices;
using Portal.Infrastructure.EndpointServices;

namespace Portal.Web.EndpointServices;

/// <summary>A set of teams and accounts as somebody enters it.</summary>
public sealed class AudienceForm
{
    private static readonly char[] Separators = [' ', ',', ';', '\n', '\r', '\t'];

    public AudienceKind Kind { get; set; }

    public List<Guid> TeamIds { get; init; } = [];

    /// <summary>Account ids, with anything between them.</summary>
    public string? Accounts { get; set; }

    public static AudienceForm Of(Audience audience) => new()
    {
        Kind = audience.Everyone ? AudienceKind.Everyone : audience is { TeamIds.Count: 0, AccountIds.Count: 0 } ? AudienceKind.Nobody : AudienceKind.Chosen,
        TeamIds = [.. audience.TeamIds],
        Accounts = string.Join(", ", audience.AccountIds),
    };

    public AudienceInput ToInput() => Kind switch
    {
        AudienceKind.Everyone => new(true, null, null),
        AudienceKind.Nobody => new(false, [], []),
        _ => new(false, [.. TeamIds], [.. (Accounts ?? "").Split(Separators, StringSplitOptions.RemoveEmptyEntries)]),
    };
}
