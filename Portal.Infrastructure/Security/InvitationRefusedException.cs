namespace Portal.Infrastructure.Security;

/// <summary>An invitation lets nobody in.</summary>
public sealed class InvitationRefusedException(InvitationProblem problem) : Exception(Words(problem))
{
    public InvitationProblem Problem => problem;

    /// <summary>What is wrong, for whoever has opened the link.</summary>
    public static string Words(InvitationProblem problem) => problem switch
    {
        InvitationProblem.Used => "This invitation was used already. Each works once; if it was not you, tell the people who run this portal.",
        InvitationProblem.Expired => "This invitation has expired. Ask whoever sent it for another one.",
        InvitationProblem.Withdrawn => "This invitation was withdrawn. Ask whoever sent it.",
        _ => "This is no invitation of this portal. Perhaps a part of the link is missing: copy all of it, or ask for another one.",
    };
}
