namespace Portal.Domain.Audit;

/// <summary>The kinds of subject that have a history.</summary>
public enum SubjectKind
{
    Connection,
    Service,
    Account,
    Review,
    Session,

    /// <summary>The portal itself.</summary>
    Installation,

    /// <summary>Written by a newer version of the portal; never stored by this one.</summary>
    Unknown = -1,
}
