namespace Portal.Testing.Approvals;

/// <summary>How far a connection has come, as far as approval goes.</summary>
public enum ModelStage
{
    Waiting,
    Changes,
    Live,
    Over,
}
