using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Connections;

/// <summary>That a connection was cut off, by whom and why.</summary>
/// <param name="By">The provider or the network admins: they alone can restore it.</param>
/// <param name="RestorableUntil">When it is deleted unless it was restored before; none once it is being deleted.</param>
public sealed record CutOffView(Party By, string Reason, DateTimeOffset? RestorableUntil)
{
    public static CutOffView? Of(Domain.Connections.Connection connection) =>
        connection.CutOffBy is { } by ? new(by, connection.CutOffReason ?? "", connection.RestorableUntil) : null;
}
