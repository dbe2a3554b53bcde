using Portal.Domain;
using Portal.Infrastructure.Security;
using Portal.Web.Lists;
using Portal.Web.Security;
using Portal.Web.Shared;

namespace Portal.Web.Invitations;

/// <summary>The list of invitations as a file: never their links.</summary>
internal static class InvitationFile
{
    public const string Name = "invitations";

    private static readonly IReadOnlyList<FileColumn<InvitationView>> Columns =
    [
        new("id", invitation => invitation.Id.ToString()),
        new("for", invitation => invitation.Guest),
        new("team", invitation => invitation.Team.Name),
        new("roles", invitation => string.Join("; ", invitation.Roles.Select(DisplayText.Of))),
        new("by", invitation => invitation.By),
        new("made", invitation => ListFile.Time(invitation.CreatedAt)),
        new("expires", invitation => ListFile.Time(invitation.ExpiresAt)),
        new("used", invitation => ListFile.Time(invitation.UsedAt)),
        new("withdrawn", invitation => ListFile.Time(invitation.WithdrawnAt)),
    ];

    public static void Map(IEndpointRouteBuilder files) => files.MapGet(
        $"/{Name}.csv", (string? state, string? sort, Caller? caller, InvitationQueries invitations) => ListFiles.For(
            caller, actor => new ListFile<InvitationView>(
                Name, Columns,
                (cursor, cancellationToken) => invitations.ListAsync(
                    actor, null, EnumWords.Read<InvitationState>(state) != InvitationState.All, cursor, ListFile.PageSize, cancellationToken,
                    ListSort.OrderOf(sort)))));
}
