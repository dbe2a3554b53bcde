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

    /// <summary>A team itself: its name, invitations to it, customers that it stands for.</summary>
    Team,

    /// <summary>A person: what they may do, and whether they are blocked.</summary>
    Person,

    /// <summary>Written by a newer version of the portal; never stored by this one.</summary>
    Unknown = -1,
}
