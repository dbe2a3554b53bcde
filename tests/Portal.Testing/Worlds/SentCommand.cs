namespace Portal.Testing.Worlds;

/// <summary>A command as it was sent.</summary>
public sealed record SentCommand(string Text, IReadOnlyList<(string Name, object? Value)> Parameters);
