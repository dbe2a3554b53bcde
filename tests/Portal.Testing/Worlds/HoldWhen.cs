namespace Portal.Testing.Worlds;

/// <summary>At which side of a call's effect a hold stops it.</summary>
public enum HoldWhen
{
    Before,
    After,
}
