namespace Portal.Sandbox.Storage;

/// <summary>Gives a kind of entity its table in the store, under the name by which the journal knows it.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
internal sealed class TableAttribute(string name) : Attribute
{
    public string Name => name;

    /// <summary>Who may call, and how the sandbox itself is set, is never shown late.</summary>
    public bool NeverStale { get; init; }
}
