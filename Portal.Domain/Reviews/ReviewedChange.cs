namespace Portal.Domain.Reviews;

/// <summary>What approvers are shown of a change: what differs, and whom it touches.</summary>
/// <param name="MoreTouched">How many more connections it touches than are listed; none where all are.</param>
public sealed record ReviewedChange(IReadOnlyList<FieldChange> Fields, IReadOnlyList<TouchedConnection> Touched, int? MoreTouched = null)
{
    /// <summary>Stands for a stored change that this version cannot read; nobody decides by it, and it is never written.</summary>
    public static ReviewedChange Unreadable { get; } = new([], []);

    /// <summary>The change as an audit row tells it.</summary>
    public IReadOnlyDictionary<string, string?> ToDetails()
    {
        Dictionary<string, string?> details = [];
        foreach (var change in Fields)
        {
            (details[$"{change.Field} (before)"], details[change.Field]) = (change.Before, change.After);
        }

        return details;
    }
}
