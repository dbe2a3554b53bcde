namespace Portal.Domain.Connections;

/// <summary>Tells what is stored of a connection that this version of the portal cannot read.</summary>
public static class ConnectionReadability
{
    /// <summary>None when this version reads everything.</summary>
    public static string? Unreadable(this Connection connection) =>
        connection.Stage == ConnectionStage.Unknown ? "stage"
        : ReferenceEquals(connection.Spec, ConnectionSpec.Unreadable) ? "specification"
        : ReferenceEquals(connection.Proposal, ConnectionProposal.Unreadable) ? "proposal"
        : ReferenceEquals(connection.Tags, UnreadableTags.Value) ? "tags"
        : null;

    /// <exception cref="UnreadableException">This version cannot read all of it, so nothing may be changed.</exception>
    public static Connection RequireReadable(this Connection connection) =>
        connection.Unreadable() is { } part ? throw new UnreadableException("the connection", part) : connection;
}
