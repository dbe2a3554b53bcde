namespace Portal.Domain.Connections;

/// <summary>What a consumer enters to request a connection, checked.</summary>
public sealed record ConnectionDraft(ConnectionSpec Spec, string Justification, IReadOnlyDictionary<string, string> Tags, string? ExternalReference);
