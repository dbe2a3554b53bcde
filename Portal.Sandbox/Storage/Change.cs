namespace Portal.Sandbox.Storage;

/// <summary>One entity before and after.</summary>
internal sealed record Change(ITable Table, string Id, IEntity? Before, IEntity? After);
