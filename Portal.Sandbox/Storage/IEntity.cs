namespace Portal.Sandbox.Storage;

/// <summary>One thing that the sandbox keeps. Entities are immutable: a change puts a new record under the same id.</summary>
internal interface IEntity
{
    string Id { get; }

    /// <summary>The account it belongs to; empty for what belongs to nobody.</summary>
    string OwnerId { get; }

    /// <summary>From when on it no longer exists; null while no end is known.</summary>
    DateTimeOffset? GoneAt { get; }
}
