namespace Portal.Testing.Architecture;

/// <summary>That a type of one folder uses a type of another; nested types count for the type that contains them.</summary>
public sealed record TypeUse(string Folder, string Type, string UsedFolder, string UsedType)
{
    public override string ToString() => $"{Type} uses {UsedType}";
}
