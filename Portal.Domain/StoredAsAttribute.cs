namespace Portal.Domain;

/// <summary>The word under which a kind is stored; never changed.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class StoredAsAttribute(string word) : Attribute
{
    public string Word { get; } = word;
}
