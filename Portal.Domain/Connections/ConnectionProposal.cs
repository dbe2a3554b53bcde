namespace Portal.Domain.Connections;

/// <summary>A change of a live connection that people have yet to decide on.</summary>
public sealed record ConnectionProposal(ConnectionSpec Spec, Guid ReviewId, DateTimeOffset At)
{
    /// <summary>Stands for a stored proposal that this version cannot read; nothing is done by it, and it is never written.</summary>
    public static ConnectionProposal Unreadable { get; } = new(ConnectionSpec.Unreadable, Guid.Empty, default);
}
