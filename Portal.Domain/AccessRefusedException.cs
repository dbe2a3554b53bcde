namespace Portal.Domain;

/// <summary>The actor may see the subject, and may not do this to it.</summary>
public sealed class AccessRefusedException(string message) : Exception(message);
