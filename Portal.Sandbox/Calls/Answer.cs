namespace Portal.Sandbox.Calls;

/// <summary>What goes back over the wire, and how far the journal must be on disk before it may.</summary>
internal sealed record Answer(int Status, byte[] Body, string RequestId, long DurableAt);
