namespace Portal.Web.People;

/// <summary>Which people a list shows.</summary>
public enum PersonState
{
    LetIn,
    Blocked,
}
