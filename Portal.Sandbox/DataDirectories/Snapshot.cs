namespace Portal.Sandbox.DataDirectories;

/// <summary>A world that was kept: its id, what time it was in it, and how much there is in it.</summary>
internal sealed record Snapshot(string Id, DateTimeOffset WorldTime, int Rows);
