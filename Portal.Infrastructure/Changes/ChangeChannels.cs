namespace Portal.Infrastructure.Changes;

/// <summary>The PostgreSQL channels on which commits are announced.</summary>
public static class ChangeChannels
{
    /// <summary>Something that people see has changed: <c>Connection:ID:VERSION</c>.</summary>
    public const string Changes = "portal_changes";

    /// <summary>Some work is due.</summary>
    public const string Due = "portal_due";
}
