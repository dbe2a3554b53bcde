namespace Portal.Domain.Provisioning;

/// <summary>
/// What a second read, different from the one that does not find an object, says of it: a list by tag, the other side's view, or what refers to it.
/// </summary>
public enum Witness
{
    /// <summary>Nothing was asked, or what was asked gave no answer.</summary>
    Silent,

    /// <summary>It does not show the object either.</summary>
    Absent,

    /// <summary>It still shows the object, or something that lives still names it.</summary>
    Present,
}
