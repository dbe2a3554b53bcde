namespace Portal.Infrastructure.Connections;

/// <summary>How many connections a service has.</summary>
/// <param name="Live">Approved and not yet being deleted.</param>
/// <param name="Pending">Waiting for a decision.</param>
/// <param name="Unknown">In a stage that only a newer version of the portal knows.</param>
public sealed record ConnectionCounts(int Live, int Pending, int Unknown = 0)
{
    public static ConnectionCounts None { get; } = new(0, 0);
}
