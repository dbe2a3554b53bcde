using System.Text.Json;

namespace Portal.Sandbox.Storage;

/// <summary>A table of whatever kind, as the journal and the undo see it.</summary>
internal interface ITable
{
    string Name { get; }

    /// <summary>Whether every call sees it as it is now.</summary>
    bool NeverStale { get; }

    IEntity? Row(string id);

    IEntity Parse(JsonElement row);

    IEnumerable<IEntity> Rows { get; }

    IEntity? Set(string id, IEntity? row);

    void Restore(string id, JsonElement? row);
}
