namespace Portal.Web.Teams;

/// <summary>Which teams a list shows.</summary>
public enum TeamState
{
    Open,
    Closed,
}
