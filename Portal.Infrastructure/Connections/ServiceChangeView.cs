using Portal.Domain.Connections;
using Portal.Domain.Reviews;

namespace Portal.Infrastructure.Connections;

/// <summary>A change of its service that people have yet to decide on, as far as it touches a connection.</summary>
/// <param name="IsCut">Whether traffic that flows today would stop; none where it is not known of this connection.</param>
/// <param name="Text">What becomes of the connection.</param>
public sealed record ServiceChangeView(DateTimeOffset ProposedAt, bool? IsCut, string Text)
{
    /// <param name="rounds">Among others the open one about the service, in which stands whom it touches.</param>
    /// <returns>None where nothing is proposed, or nothing that touches it.</returns>
    internal static ServiceChangeView? Of(IEnumerable<Review> rounds, Connection connection)
    {
        if (rounds.FirstOrDefault(review => review.Purpose == ReviewPurpose.ChangeService && review.SubjectId == connection.ServiceId)
            is not { Unreadable: null, Change: { } change } round)
        {
            return null;
        }

        return change.Touched.FirstOrDefault(touched => touched.ConnectionId == connection.Id) is { } touch
            ? new(round.CreatedAt, touch.IsCut, touch.Text)
            : change.MoreTouched > 0 && ConnectionLifecycle.Allows(connection.Stage, ConnectionAction.Delete)
                ? new(round.CreatedAt, null, "May be among the many connections that it touches")
                : null;
    }
}
