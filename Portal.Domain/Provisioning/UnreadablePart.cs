namespace Portal.Domain.Provisioning;

/// <summary>A part of something stored that this version of the portal cannot read. Two versions work side by side while one replaces the other.</summary>
/// <param name="Part">What it is: "stage", "specification".</param>
/// <param name="Text">As it is stored; none where the reader may not see it.</param>
public sealed record UnreadablePart(string Part, string? Text)
{
    private const string Action = "Upgrade this version, or act in the newer one";

    /// <summary>What is wrong, as a sentence without its end.</summary>
    public string Cause => Text is null
        ? $"This version of the portal cannot read the {Part}; it was probably written by a newer version"
        : $"This version of the portal does not know the {Part} \"{Text}\"; it was probably written by a newer version";

    public Blocked ToBlocked() => new(Cause, Party.Operator, Action, WayOut: WayOut.PortalSettings);

    public override string ToString() => $"{Cause}. {Action}.";
}
